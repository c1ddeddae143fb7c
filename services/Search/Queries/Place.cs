using System.Buffers.Binary;
using System.Buffers.Text;
using MusicGraph.Contracts;

namespace MusicGraph.Search.Queries;

/// <summary>A result's place: results come by tier, then by quality, then by type, then by rank.</summary>
internal readonly record struct Place(int Tier, long Rank) : IComparable<Place>
{
    private const int Bytes = 9;

    public SearchType Type => Index.Rank.TypeOf(Rank);

    /// <summary>The place as a cursor.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = (byte)Tier;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], Rank);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor.</summary>
    public static bool TryParse(string cursor, out Place place)
    {
        place = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (cursor.Length != Base64Url.GetEncodedLength(Bytes)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            || length != Bytes
            || bytes[0] > Tiers.Typo)
            return false;
        place = new Place(bytes[0], BinaryPrimitives.ReadInt64BigEndian(bytes[1..]));
        return place.Rank >= 0 && Enum.IsDefined(place.Type);
    }

    /// <summary>The rank of a type behind which its results of the same tier are behind this place.</summary>
    public long RankOf(SearchType type)
    {
        if (type == Type)
            return Rank;
        var quality = Index.Rank.QualityOf(Rank);
        return Index.Rank.FirstOf(type, type < Type ? quality + 1 : quality) - 1;
    }

    public int CompareTo(Place other) =>
        (Tier, Index.Rank.QualityOf(Rank), Rank).CompareTo((other.Tier, Index.Rank.QualityOf(other.Rank), other.Rank));
}
