using System.Buffers.Binary;
using MusicGraph.Contracts;

namespace MusicGraph.Playlists.History;

/// <summary>
/// Entries of a playlist's history as they are stored, one behind the other, so that an edit appends one without reading the rest: version (8
/// bytes), kind (1), who did it (16, zero for the system), when in Unix milliseconds (8), how many items (4), from and to (4 each, -1
/// for none), how many songs follow (1) and their ids. Numbers are little-endian.
/// </summary>
internal static class HistoryFormat
{
    private const int FixedSize = 46;

    /// <summary>Songs that one entry names; of what is about more it names the first.</summary>
    public const int MostSongs = 100;

    public static byte[] Append(byte[]? entries, PlaylistHistoryEntry entry)
    {
        var start = entries?.Length ?? 0;
        var songs = Math.Min(entry.SongIds.Count, MostSongs);
        var all = new byte[start + FixedSize + songs * 16];
        entries?.CopyTo(all, 0);
        var rest = all.AsSpan(start);
        BinaryPrimitives.WriteInt64LittleEndian(rest, entry.Version);
        rest[8] = (byte)entry.Kind;
        (entry.By ?? Guid.Empty).TryWriteBytes(rest[9..]);
        BinaryPrimitives.WriteInt64LittleEndian(rest[25..], entry.At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32LittleEndian(rest[33..], entry.Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[37..], entry.From ?? -1);
        BinaryPrimitives.WriteInt32LittleEndian(rest[41..], entry.To ?? -1);
        rest[45] = (byte)songs;
        for (var i = 0; i < songs; i++)
            entry.SongIds[i].TryWriteBytes(rest[(FixedSize + i * 16)..]);
        return all;
    }

    /// <summary>The entries, newest first.</summary>
    public static IReadOnlyList<PlaylistHistoryEntry> Read(byte[]? entries)
    {
        var read = new List<PlaylistHistoryEntry>();
        ReadOnlySpan<byte> rest = entries;
        while (rest.Length >= FixedSize)
        {
            var songs = new Guid[rest[45]];
            for (var i = 0; i < songs.Length; i++)
                songs[i] = new Guid(rest.Slice(FixedSize + i * 16, 16));
            var by = new Guid(rest.Slice(9, 16));
            read.Add(new PlaylistHistoryEntry(
                BinaryPrimitives.ReadInt64LittleEndian(rest),
                (PlaylistChangeKind)rest[8],
                by == Guid.Empty ? null : by,
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(rest[25..])),
                BinaryPrimitives.ReadInt32LittleEndian(rest[33..]),
                songs,
                Place(BinaryPrimitives.ReadInt32LittleEndian(rest[37..])),
                Place(BinaryPrimitives.ReadInt32LittleEndian(rest[41..]))));
            rest = rest[(FixedSize + songs.Length * 16)..];
        }

        read.Reverse();
        return read;
    }

    private static int? Place(int stored) => stored < 0 ? null : stored;
}

/// <summary>A page of a playlist's history as it is stored.</summary>
internal sealed record HistoryPage(byte[] Entries);
