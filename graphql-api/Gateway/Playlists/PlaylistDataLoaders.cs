namespace MusicGraph.Gateway.Playlists;

internal static class PlaylistDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Playlist>> GetPlaylistByIdAsync(
        IReadOnlyList<Guid> ids, PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetByIdsAsync(ids, cancellationToken)).ToDictionary(playlist => playlist.Id);

    /// <summary>Windows of the playlists of users.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Playlist>>> GetPlaylistsByOwnerAsync(
        IReadOnlyList<ParentWindow> windows, PlaylistClient playlists, CancellationToken cancellationToken) =>
        windows.Zip(await playlists.GetPlaylistsAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>How many follow a playlist, and whether the caller does.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, PlaylistFollows>> GetFollowsByPlaylistAsync(
        IReadOnlyList<Guid> ids, PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetFollowsAsync(ids, cancellationToken)).ToDictionary(follows => follows.PlaylistId);

    /// <summary>Those of the songs that the caller likes, by themselves.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, SongLike>> GetLikedSongAsync(
        IReadOnlyList<Guid> songIds, PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetLikedAsync(songIds, cancellationToken)).ToDictionary(id => id, id => new SongLike(id));

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ItemsWindow, Page<PlaylistItem>>> GetItemsByPlaylistAsync(
        IReadOnlyList<ItemsWindow> windows, PlaylistClient playlists, CancellationToken cancellationToken) =>
        Found(windows, await playlists.GetItemsAsync(windows, cancellationToken));

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ItemsWindow, Page<PlaylistHistoryEntry>>> GetHistoryByPlaylistAsync(
        IReadOnlyList<ItemsWindow> windows, PlaylistClient playlists, CancellationToken cancellationToken) =>
        Found(windows, await playlists.GetHistoryAsync(windows, cancellationToken));

    private static Dictionary<ItemsWindow, Page<T>> Found<T>(IReadOnlyList<ItemsWindow> windows, IReadOnlyList<Page<T>?> pages) =>
        windows.Zip(pages).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
}

/// <summary>That the caller likes a song.</summary>
public sealed record SongLike(Guid SongId);
