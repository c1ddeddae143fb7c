using System.Security.Cryptography;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// Ids of items: UUIDv7 (RFC 9562, 5.7), in whose random bits stands the page that the item was added to. See <see cref="PageEntry"/>.
/// </summary>
internal static class ItemIds
{
    // Page numbers are kept modulo 2^24; if two pages share a home, an item may be looked for on both.
    private const int HomeMask = 0xFF_FFFF;

    public static Guid New(DateTimeOffset now, int page)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var home = HomeOf(page);
        (bytes[13], bytes[14], bytes[15]) = ((byte)(home >> 16), (byte)(home >> 8), (byte)home);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The id of the place of a song in somebody's Liked Songs: the same whenever it is asked for (RFC 9562, 5.8).</summary>
    public static Guid Of(Guid user, Guid song)
    {
        Span<byte> bytes = stackalloc byte[32];
        user.TryWriteBytes(bytes);
        song.TryWriteBytes(bytes[16..]);
        SHA256.HashData(bytes, bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }

    public static int HomeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[13] << 16 | bytes[14] << 8 | bytes[15];
    }

    public static int HomeOf(int page) => page & HomeMask;
}
