using System.Buffers.Binary;
using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// A page of a playlist's items as it is stored: packed, a third of what it would be as JSON and read without parsing, because every
/// edit reads and writes one.
/// </summary>
/// <param name="Packed">
/// A format's number, 1; how many users follow (2 bytes) and their ids; then for each item its id and the song's (16 each), when it was added in
/// Unix milliseconds (8), its length in milliseconds (4), its kind (1) and which of the users added it (2). Numbers are little-endian.
/// </param>
internal sealed record ItemPage(byte[] Packed)
{
    private const byte Format = 1;
    private const int ItemSize = 47;

    public static ItemPage Of(IReadOnlyList<PlaylistItem> items)
    {
        var users = items.Select(item => item.AddedBy).Distinct().ToArray();
        var packed = new byte[3 + users.Length * 16 + items.Count * ItemSize];
        packed[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(packed.AsSpan(1), (ushort)users.Length);
        var rest = packed.AsSpan(3);
        foreach (var user in users)
        {
            user.TryWriteBytes(rest);
            rest = rest[16..];
        }

        foreach (var item in items)
        {
            item.Id.TryWriteBytes(rest);
            item.SongId.TryWriteBytes(rest[16..]);
            BinaryPrimitives.WriteInt64LittleEndian(rest[32..], item.AddedAt.ToUnixTimeMilliseconds());
            BinaryPrimitives.WriteInt32LittleEndian(rest[40..], item.DurationMs);
            rest[44] = (byte)item.Kind;
            BinaryPrimitives.WriteUInt16LittleEndian(rest[45..], (ushort)Array.IndexOf(users, item.AddedBy));
            rest = rest[ItemSize..];
        }

        return new ItemPage(packed);
    }

    public PlaylistItem[] ToItems()
    {
        ReadOnlySpan<byte> rest = Packed;
        if (rest is not [Format, ..])
            throw new InvalidOperationException("A page of items has a format that is not known here.");
        var users = new Guid[BinaryPrimitives.ReadUInt16LittleEndian(rest[1..])];
        rest = rest[3..];
        for (var i = 0; i < users.Length; i++, rest = rest[16..])
            users[i] = new Guid(rest[..16]);
        var items = new PlaylistItem[rest.Length / ItemSize];
        for (var i = 0; i < items.Length; i++, rest = rest[ItemSize..])
        {
            items[i] = new PlaylistItem(
                new Guid(rest[..16]),
                new Guid(rest[16..32]),
                users[BinaryPrimitives.ReadUInt16LittleEndian(rest[45..])],
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(rest[32..])),
                (PlaylistItemKind)rest[44],
                BinaryPrimitives.ReadInt32LittleEndian(rest[40..]));
        }

        return items;
    }
}
