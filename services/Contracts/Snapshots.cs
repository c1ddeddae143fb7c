using System.Buffers.Binary;
using System.Buffers.Text;

namespace MusicGraph.Contracts;

/// <summary>
/// Snapshot ids: which state of a playlist's items somebody has seen. For clients they are opaque; they hold the playlist's version and
/// enough of its id that one playlist's is not taken for another's.
/// </summary>
public static class Snapshots
{
    public static string Of(Playlist playlist) => Of(playlist.Id, playlist.Version);

    public static string Of(Guid playlist, long version)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, MarkOf(playlist));
        BinaryPrimitives.WriteInt64BigEndian(bytes[4..], version);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The version of a snapshot of this playlist; false for what is none.</summary>
    public static bool TryRead(string text, Guid playlist, out long version)
    {
        version = 0;
        Span<byte> bytes = stackalloc byte[12];
        if (text.Length != 16 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != 12)
            return false;
        version = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes) == MarkOf(playlist);
    }

    // The end of the id is its random part.
    private static uint MarkOf(Guid playlist)
    {
        Span<byte> bytes = stackalloc byte[16];
        playlist.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
    }
}
