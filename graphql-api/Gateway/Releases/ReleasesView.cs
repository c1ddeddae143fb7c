using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Releases;

/// <summary>What comes into the catalog.</summary>
/// <param name="followed">Whose artists only; null for all.</param>
/// <param name="artistIds">Only what these made; null for all.</param>
/// <param name="showIds">Of episodes those of these; where all three are null, everything is told.</param>
internal sealed class ReleasesView(
    Followed? followed, IReadOnlyList<Guid>? artistIds, IReadOnlyList<Guid>? showIds, CatalogClient catalog) : EventView
{
    private readonly bool _asksForArtists = followed is not null || artistIds is not null;

    public override void Hear(object happened) => followed?.Hear(happened);

    public override bool Wants(object happened) => happened is CatalogItemChanged { Item: var item } && item switch
    {
        Song song => IsOf(song.ArtistIds),
        Album album => IsOf(album.ArtistIds),
        Episode episode => showIds?.Contains(episode.ShowId) ?? !_asksForArtists,
        _ => false,
    };

    /// <summary>What came out a while ago may have changed or be gone: the service is asked.</summary>
    public override async ValueTask<IReadOnlyList<object?>> ShowAsync(
        IReadOnlyList<object> happened, bool isPast, CancellationToken cancellationToken)
    {
        if (!isPast)
            return happened;
        var items = await catalog.GetItemsAsync([.. happened.Cast<CatalogItemChanged>().Select(change => change.Item.Id)], cancellationToken);
        var byId = items.ToDictionary(item => item.Id);
        return [.. happened.Cast<CatalogItemChanged>().Select(change => byId.TryGetValue(change.Item.Id, out var item) ? change with { Item = item } : null)];
    }

    private bool IsOf(IReadOnlyList<Guid> artists) =>
        (_asksForArtists || showIds is null)
        && (followed is null || artists.Any(followed.HasArtist))
        && (artistIds is null || artists.Any(artistIds.Contains));
}
