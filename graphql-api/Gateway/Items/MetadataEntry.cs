namespace MusicGraph.Gateway.Items;

/// <summary>Something that is known of an item.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What is known; as an input, an empty value removes the entry.</param>
public sealed record MetadataEntry(string Name, string Value)
{
    internal static IReadOnlyList<MetadataEntry> ListOf(CatalogItem item) =>
        [.. (item.Metadata ?? new Dictionary<string, string>()).Select(entry => new MetadataEntry(entry.Key, entry.Value))];

    internal static Dictionary<string, string>? ToDictionary(IReadOnlyList<MetadataEntry>? entries)
    {
        if (entries is null)
            return null;
        // What is said last counts.
        var metadata = new Dictionary<string, string>();
        foreach (var (name, value) in entries)
            metadata[name] = value;
        return metadata;
    }
}
