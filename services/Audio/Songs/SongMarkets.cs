using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Audio.Songs;

/// <summary>
/// Where songs may be played, as the catalog tells: <c>markets:{songId}</c> for those that are, or ever were, limited to some countries.
/// So playing asks no other service.
/// </summary>
internal sealed class SongMarkets(Transactions transactions)
{
    /// <summary>Whether a song may be played in a country.</summary>
    /// <param name="country">Null where it is not known: only what is available everywhere is, then.</param>
    public async Task<bool> AllowAsync(Guid song, string? country, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<Markets>(Key(song), cancellationToken) is not { Countries: { } countries }
        || (country is not null && countries.Contains(country));

    /// <summary>Keeps what a change says; an older one changes nothing.</summary>
    public async Task FollowAsync(CatalogItemChanged changed, CancellationToken cancellationToken)
    {
        if (changed.Item is not Song song || (song.AvailableMarkets is null && changed.Former?.AvailableMarkets is null))
            return;
        await transactions.RunAsync<bool>(
            Key(song.Id),
            async (session, token) =>
            {
                if (await session.GetAsync<Markets>(Key(song.Id), token) is { } known && known.Version >= song.Version)
                    return false;
                session.Put(Key(song.Id), new Markets(song.Version, song.AvailableMarkets), changed.IsDeleted ? TimeSpan.FromDays(7) : null);
                return true;
            },
            cancellationToken);
    }

    private static string Key(Guid song) => StateKey.Of("markets", song);

    /// <param name="Version">Of the song.</param>
    /// <param name="Countries">Null for everywhere.</param>
    private sealed record Markets(long Version, IReadOnlyList<string>? Countries);
}
