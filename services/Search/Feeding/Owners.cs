using System.Runtime.CompilerServices;
using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Search.Feeding;

/// <summary>Everything that can be found, read from the services that own it, page by page.</summary>
internal sealed class Owners(Peer peer)
{
    private const int PageSize = 100;
    private const int MostNames = 100_000;

    private readonly Dictionary<Guid, string> _names = [];

    /// <summary>All of it, some hundred at a time. What is added meanwhile may be missing: events tell of it.</summary>
    /// <exception cref="HttpRequestException">A service cannot be reached or fails.</exception>
    public async IAsyncEnumerable<IReadOnlyList<DocumentChange>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var artists in PagesAsync<Artist>(Peer.Catalog, "artists", cancellationToken))
            yield return [.. artists.Select(artist => DocumentsOf.Item(artist, [], null, null, null))];
        await foreach (var albums in PagesAsync<Album>(Peer.Catalog, "albums", cancellationToken))
        {
            await LearnAsync(albums.SelectMany(album => album.ArtistIds), cancellationToken);
            yield return [.. albums.Select(album => DocumentsOf.Item(album, Names(album.ArtistIds), null, Words(album.GenreSlug), null))];
        }

        await foreach (var songs in PagesAsync<Song>(Peer.Catalog, "songs", cancellationToken))
        {
            await LearnAsync(songs.SelectMany(song => song.AlbumId is { } album ? [.. song.ArtistIds, album] : song.ArtistIds), cancellationToken);
            yield return [.. songs.Select(song => DocumentsOf.Item(
                song, Names(song.ArtistIds), song.AlbumId is { } album ? _names.GetValueOrDefault(album) : null, Words(song.GenreSlug), null))];
        }

        await foreach (var shows in PagesAsync<Show>(Peer.Catalog, "shows", cancellationToken))
            yield return [.. shows.Select(show => DocumentsOf.Item(show, [], null, null, null))];
        await foreach (var episodes in PagesAsync<Episode>(Peer.Catalog, "episodes", cancellationToken))
        {
            await LearnAsync(episodes.Select(episode => episode.ShowId), cancellationToken);
            yield return [.. episodes.Select(episode => DocumentsOf.Item(episode, [], null, null, _names.GetValueOrDefault(episode.ShowId)))];
        }

        await foreach (var playlists in PagesAsync<Playlist>(Peer.Playlists, "playlists", cancellationToken))
        {
            var follows = await peer.BatchAsync<PlaylistFollows>(
                Peer.Playlists, "playlists/follows/batch", [.. playlists.Select(playlist => playlist.Id)], cancellationToken);
            var followers = follows.ToDictionary(follow => follow.PlaylistId, follow => follow.Followers);
            yield return [.. playlists.Select(playlist => DocumentsOf.Playlist(playlist, followers.GetValueOrDefault(playlist.Id), isDeleted: false))];
        }

        // A list of users tells no revision: any event is newer.
        await foreach (var users in PagesAsync<User>(Peer.Users, "users", cancellationToken))
            yield return [.. users.Select(user => DocumentsOf.User(user, 0))];
    }

    /// <summary>The pages of a list.</summary>
    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        string app, string route, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task<Page<T>>? next = ReadAsync(null);
        while (next is not null)
        {
            var page = await next;
            // The next page is under way while this one is written.
            next = page.HasNextPage ? ReadAsync(page.Items[^1].Cursor) : null;
            // A list may still name what is gone.
            yield return [.. page.Items.Select(item => item.Value).Where(value => value is not null)];
        }

        async Task<Page<T>> ReadAsync(string? after)
        {
            var address = $"{route}?first={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
            return (await peer.Client(app).GetFromJsonAsync<Page<T>>(address, ServiceJson.Options, cancellationToken))!;
        }
    }

    /// <summary>Asks for the names that are not known yet.</summary>
    private async Task LearnAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        if (_names.Count > MostNames)
            _names.Clear();
        foreach (var unknown in ids.Where(id => !_names.ContainsKey(id)).Distinct().Chunk(PageSize))
        {
            foreach (var item in await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", unknown, cancellationToken))
            {
                _names[item.Id] = item switch
                {
                    Artist artist => artist.Name,
                    Album album => album.Title,
                    Show show => show.Title,
                    _ => "",
                };
            }
        }
    }

    private List<string> Names(IReadOnlyList<Guid> ids) => [.. ids.Select(id => _names.GetValueOrDefault(id)).OfType<string>()];

    // A genre's key is its name but for signs.
    private static string? Words(string? slug) => slug?.Replace('-', ' ');
}
