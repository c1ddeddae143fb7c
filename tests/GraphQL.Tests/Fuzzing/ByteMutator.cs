namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>Makes bytes that no one would send: random ones, or good ones with some spoiled.</summary>
internal static class ByteMutator
{
    private static readonly byte[] Telling = [.. "{}[]()\"\\:,.!$@#|&=-0e \n"u8, 0, 0x7f, 0x80, 0xc0, 0xe2, 0xed, 0xf0, 0xff];

    public static byte[] Make(Random random, IReadOnlyList<byte[]> good)
    {
        if (random.Next(10) == 0) return Noise(random);
        var bytes = good[random.Next(good.Count)].ToList();
        for (var count = random.Next(1, 8); count > 0 && bytes.Count > 0; count--) Spoil(bytes, random, good);
        return [.. bytes];
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        var isAny = random.Next(2) == 0;
        for (var i = 0; i < bytes.Length; i++) bytes[i] = isAny ? (byte)random.Next(256) : Telling[random.Next(Telling.Length)];
        return bytes;
    }

    private static void Spoil(List<byte> bytes, Random random, IReadOnlyList<byte[]> good)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: bytes.Insert(at, Telling[random.Next(Telling.Length)]); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: bytes.RemoveRange(at, bytes.Count - at); break;
            default:
                var other = good[random.Next(good.Count)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(40))]);
                break;
        }
    }
}
