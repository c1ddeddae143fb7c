using MusicGraph.Contracts;
using MusicGraph.Playlists.Items;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Likes;

/// <summary>
/// What users like: a list each, of any length, newest first, with an entry per song that says at once whether it is liked. It is shown as
/// a playlist too, which only its owner sees and nobody edits.
/// </summary>
internal sealed class LikeStore(Transactions transactions, KnownSongs songs, GoneSongs gone, Eagerly eagerly, TimeProvider time)
{
    public const string Name = "Liked Songs";

    /// <summary>The id of a user's Liked Songs.</summary>
    public static Guid PlaylistOf(Guid user) => EventIds.Of(user, -1);

    public async Task<Problem?> LikeAsync(Guid user, SongLikes likes, CancellationToken cancellationToken)
    {
        if (Check(likes) is { } problem)
            return problem;
        await gone.RefreshAsync(cancellationToken);
        if (songs.Recall(likes.SongIds) is not { } known
            && (await songs.FindAsync(likes.SongIds, cancellationToken)).Failed(out problem, out known))
        {
            return problem;
        }

        var now = time.GetUtcNow();
        // The first of the request comes first in the list, which is read from its end.
        await ChangeAsync(user, known.DistinctBy(song => song.Id).Reverse().Select(song => Added(song)), cancellationToken);
        return null;

        (Guid, Func<Like>?) Added(KnownSong song) => (song.Id, () => new Like(song.Id, now, song.DurationMs, song.Kind));
    }

    public async Task<Problem?> UnlikeAsync(Guid user, SongLikes likes, CancellationToken cancellationToken)
    {
        if (Check(likes) is { } problem)
            return problem;
        await RemoveAsync(user, likes.SongIds, cancellationToken);
        return null;
    }

    /// <summary>Those of the songs that the user likes, in one read.</summary>
    public async Task<Guid[]> FindAsync(Guid user, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var list = PlaylistKeys.LikesOf(user);
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(id => list.EntryKey(id.ToString("N"))), cancellationToken);
        return [.. ids.Where(id => list.LoadedHas(session, id.ToString("N")))];
    }

    /// <summary>A user's Liked Songs as a playlist.</summary>
    public async Task<Playlist> PlaylistAsync(Guid user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await PagedLog.LoadHeadsAsync(session, [PlaylistKeys.LikesOf(user)], cancellationToken);
        return ToPlaylist(session, user);
    }

    /// <summary>Liked Songs as a playlist; the list's head was loaded into the session.</summary>
    public static Playlist ToPlaylist(StateSession session, Guid user) => new(
        PlaylistOf(user), user, Name, null, Visibility.Private, PlaylistKeys.LikesOf(user).LoadedCount(session), Version: 0,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>A window of what the user likes, newest first. What is gone from the catalog is taken out on the way.</summary>
    public async Task<Outcome<Page<PlaylistItem>>> WindowAsync(Guid user, PageRequest? page, CancellationToken cancellationToken)
    {
        await gone.RefreshAsync(cancellationToken);
        var read = await ReadAsync();
        if (read.Problem is not null || read.Value.Items.Where(item => gone.Contains(item.Value.SongId)).ToArray() is not { Length: > 0 } left)
            return read;
        await eagerly.HandleAsync(left, (items, token) => RemoveAsync(user, [.. items.Select(item => item.Value.SongId)], token));
        return await ReadAsync();

        async Task<Outcome<Page<PlaylistItem>>> ReadAsync() =>
            (await PlaylistKeys.LikesOf(user).WindowAsync(transactions.Read(), page, newestFirst: true, cancellationToken)).Failed(out var problem, out var likes)
                ? problem
                : new Page<PlaylistItem>(
                    [.. likes.Items.Select(like => new PageItem<PlaylistItem>(like.Cursor, ToItem(user, like.Value)))],
                    likes.HasNextPage,
                    likes.HasPreviousPage,
                    likes.TotalCount);
    }

    /// <summary>Forgets all that a user liked who is no more.</summary>
    public async Task OnUserDeletedAsync(Guid user, CancellationToken cancellationToken)
    {
        var next = 0L;
        while (true)
        {
            (var likes, next) = await PlaylistKeys.LikesOf(user).ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (likes.Count == 0)
                return;
            await RemoveAsync(user, [.. likes.Select(like => like.SongId)], cancellationToken);
        }
    }

    // A song is liked once by each, so that its id and theirs make that of its place.
    private static PlaylistItem ToItem(Guid user, Like like) =>
        new(ItemIds.Of(user, like.SongId), like.SongId, user, like.At, like.Kind, like.DurationMs);

    private static Problem? Check(SongLikes likes) => likes.SongIds is { Count: > 0 and <= ItemChanges.MostAtOnce }
        ? null
        : Problem.Invalid("songIds", $"songIds must be 1 to {ItemChanges.MostAtOnce} ids.");

    private Task RemoveAsync(Guid user, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        ChangeAsync(user, ids.Distinct().Select(id => (id, (Func<Like>?)null)), cancellationToken);

    private Task ChangeAsync(Guid user, IEnumerable<(Guid Song, Func<Like>? Value)> changes, CancellationToken cancellationToken)
    {
        var version = time.GetUtcNow().UtcTicks;
        return PlaylistKeys.LikesOf(user).ChangeAsync(
            transactions,
            [.. changes.Select(change => new ListChange<Like>(change.Song.ToString("N"), version, change.Value))],
            cancellationToken);
    }
}
