using System.Text.Json;
using System.Text.Json.Serialization;
using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// A page in a playlist's directory. An item's id names the page that it was added to, its home (<see cref="ItemIds"/>); a split or a
/// move takes it elsewhere, and the directory keeps for each page whose homes its items come from. So the page of an item is known
/// without reading the others.
/// </summary>
/// <param name="Number">Names the page's key.</param>
/// <param name="Count">Items on it.</param>
/// <param name="DurationMs">Their length together, in milliseconds.</param>
/// <param name="Homes">The homes of its items; null where that is the page itself, empty for more than are worth listing.</param>
[JsonConverter(typeof(PageEntryConverter))]
internal sealed record PageEntry(int Number, int Count, long DurationMs, int[]? Homes)
{
    private const int MostHomes = 8;

    public static PageEntry Of(int number, IReadOnlyList<PlaylistItem> items)
    {
        int[] homes = [.. items.Select(item => ItemIds.HomeOf(item.Id)).Distinct().Take(MostHomes + 1)];
        var duration = items.Sum(item => (long)item.DurationMs);
        return new PageEntry(number, items.Count, duration, homes switch
        {
            [var home] when home == ItemIds.HomeOf(number) => null,
            { Length: > MostHomes } => [],
            _ => homes,
        });
    }

    /// <summary>Whether items with one of these homes may lie here.</summary>
    public bool MayHold(HashSet<int> homes) => Homes switch
    {
        null => homes.Contains(ItemIds.HomeOf(Number)),
        { Length: 0 } => true,
        _ => homes.Overlaps(Homes),
    };
}

/// <summary>An entry as an array of numbers: there are a hundred in a large playlist, and each edit reads and writes all.</summary>
internal sealed class PageEntryConverter : JsonConverter<PageEntry>
{
    private const int AnyHome = -1;

    public override PageEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var (number, count, duration) = ((int)Next(ref reader), (int)Next(ref reader), Next(ref reader));
        List<int>? homes = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            (homes ??= []).Add(reader.GetInt32());
        return new PageEntry(number, count, duration, homes is [AnyHome] ? [] : homes?.ToArray());
    }

    public override void Write(Utf8JsonWriter writer, PageEntry value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Number);
        writer.WriteNumberValue(value.Count);
        writer.WriteNumberValue(value.DurationMs);
        foreach (var home in value.Homes is { Length: 0 } ? [AnyHome] : value.Homes ?? [])
            writer.WriteNumberValue(home);
        writer.WriteEndArray();
    }

    private static long Next(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : throw new JsonException();
}
