using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>Ids that follow from what they are about, so that an event that is told again is known to be the same.</summary>
public static class EventIds
{
    /// <summary>The id of the event with this number about something.</summary>
    public static Guid Of(Guid subject, long number)
    {
        Span<byte> name = stackalloc byte[24];
        subject.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(name[16..], number);
        return Of(name);
    }

    /// <summary>The id of what has a name among those of its kind, wherever it is made.</summary>
    public static Guid Of(string kind, string name) => Of(Encoding.UTF8.GetBytes($"{kind}\0{name}"));

    private static Guid Of(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(name, hash);
        // RFC 9562, 5.8: version 8 is for ids made in a way of one's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
