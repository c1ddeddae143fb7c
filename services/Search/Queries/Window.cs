using MusicGraph.Contracts;

namespace MusicGraph.Search.Queries;

/// <summary>A checked <see cref="SearchWindow"/>.</summary>
internal readonly record struct Window(SearchType? Type, int First, Place? After)
{
    public const int Default = 20;
    public const int Largest = 100;

    /// <param name="window">Checked by <see cref="SearchRules"/>.</param>
    public static Window Of(SearchWindow window) => new(
        window.Type,
        window.First ?? Default,
        window.After is { } after && Place.TryParse(after, out var place) ? place : null);
}
