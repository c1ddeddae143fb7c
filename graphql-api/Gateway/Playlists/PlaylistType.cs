using MusicGraph.Gateway.Identity;
using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Playlists;

[ObjectType<Playlist>]
internal static partial class PlaylistType
{
    private const int CoversOfAMosaic = 4;

    /// <summary>The length of all its songs together, in whole milliseconds; ten thousand songs have more than an Int holds.</summary>
    public static double GetDurationMs([Parent] Playlist playlist) => playlist.DurationMs;

    /// <summary>Which state of the items this is, for edits that are meant for it and no other.</summary>
    public static string GetSnapshotId([Parent] Playlist playlist) => Snapshots.Of(playlist);

    /// <summary>Who else may change it, and, for those who take part, who may see it; in the order in which they came.</summary>
    public static IReadOnlyList<Collaborator> GetCollaborators([Parent] Playlist playlist) => playlist.Collaborators ?? [];

    /// <summary>How many follow it.</summary>
    public static async Task<int> GetFollowerCountAsync(
        [Parent] Playlist playlist, IFollowsByPlaylistDataLoader followsByPlaylist, CancellationToken cancellationToken) =>
        (await followsByPlaylist.LoadAsync(playlist.Id, cancellationToken))?.Followers ?? 0;

    /// <summary>Whether you follow it.</summary>
    public static async Task<bool> GetIsFollowedByMeAsync(
        [Parent] Playlist playlist, IFollowsByPlaylistDataLoader followsByPlaylist, CancellationToken cancellationToken) =>
        (await followsByPlaylist.LoadAsync(playlist.Id, cancellationToken))?.FollowedByViewer ?? false;

    /// <summary>
    /// Where the covers of its first albums are, up to four to make a picture of, relative to the address of this server; an album without
    /// a cover answers 404 there.
    /// </summary>
    public static async Task<IReadOnlyList<string>> GetCoverUrlsAsync(
        [Parent] Playlist playlist, IItemsByPlaylistDataLoader itemsByPlaylist, ISongByIdDataLoader songById, CancellationToken cancellationToken)
    {
        var page = await itemsByPlaylist.LoadAsync(new ItemsWindow(playlist.Id, new PageRequest(First: PageSize.Default)), cancellationToken);
        var songs = await songById.LoadAsync([.. page?.Items.Select(item => item.Value.SongId).Distinct() ?? []], cancellationToken);
        return [.. songs.Select(song => song?.AlbumId).OfType<Guid>().Distinct().Take(CoversOfAMosaic).Select(MediaRoutes.CoverUrl)];
    }

    /// <summary>Its own picture in all sizes, the largest first; none where nobody gave it one: then `coverUrls` can make one.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Playlist playlist, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        Image.ListOf(await coverByItemId.LoadAsync(playlist.Id, cancellationToken), nameof(Playlist));

    /// <summary>What was done to its items in the last ninety days, the latest first; for those who take part in it.</summary>
    [UsePaging(ConnectionName = "PlaylistHistory", DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<PlaylistHistoryEntry>> GetHistoryAsync(
        [Parent] Playlist playlist,
        PagingArguments paging,
        ClaimsPrincipal caller,
        IHistoryByPlaylistDataLoader historyByPlaylist,
        CancellationToken cancellationToken) =>
        (caller.UserId() is null
            ? null
            : await historyByPlaylist.LoadAsync(new ItemsWindow(playlist.Id, paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Grows by one with every change of the items, so that a client sees whether what it holds is still the state.</summary>
    public static int GetVersion([Parent] Playlist playlist) => (int)Math.Min(playlist.Version, int.MaxValue);

    /// <summary>Whose it is.</summary>
    [BindMember(nameof(Playlist.OwnerId))]
    public static Task<User?> GetOwnerAsync([Parent] Playlist playlist, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(playlist.OwnerId, cancellationToken);

    /// <summary>Its songs in their order.</summary>
    [UsePaging(ConnectionName = "PlaylistItem", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<PlaylistItem>> GetItemsAsync(
        [Parent] Playlist playlist, PagingArguments paging, IItemsByPlaylistDataLoader itemsByPlaylist, CancellationToken cancellationToken) =>
        (await itemsByPlaylist.LoadAsync(new ItemsWindow(playlist.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
