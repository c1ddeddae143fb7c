using System.Numerics;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Follows;

/// <summary>Who follows which playlist: a record for each pair, which the lists of both sides follow.</summary>
internal sealed class FollowStore(Transactions transactions, PlaylistStore playlists, Eagerly eagerly, TimeProvider time)
{
    /// <summary>Followers whose libraries are cleared of a deleted playlist; in those of others it is left out and goes when they look.</summary>
    private const int MostCleared = 10_000;

    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    public async Task<Outcome<PlaylistFollows>> FollowAsync(Guid playlist, Guid user, CancellationToken cancellationToken)
    {
        var head = await transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(playlist), cancellationToken);
        if (head is null || !head.IsVisibleTo(user))
            return PlaylistProblems.NotThere(playlist, user);
        await ChangeAsync(playlist, user, follows: true, cancellationToken);
        return (await CountsAsync([playlist], user, cancellationToken))[0];
    }

    /// <summary>Ends a follow; whether the playlist is there does not matter.</summary>
    public async Task<PlaylistFollows> UnfollowAsync(Guid playlist, Guid user, CancellationToken cancellationToken)
    {
        await ChangeAsync(playlist, user, follows: false, cancellationToken);
        return (await CountsAsync([playlist], user, cancellationToken))[0];
    }

    /// <summary>How many follow these, and whether the user does, in one read.</summary>
    public async Task<PlaylistFollows[]> CountsAsync(IReadOnlyList<Guid> ids, Guid? user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(
            [
                .. ids.Select(id => PlaylistKeys.FollowersOf(id).Aggregate),
                .. user is { } one ? ids.Select(id => PlaylistKeys.Follow(id, one)) : [],
            ],
            cancellationToken);
        return [.. ids.Select(id => new PlaylistFollows(
            id,
            PlaylistKeys.FollowersOf(id).LoadedCount(session),
            user is { } one && session.Loaded<Follow>(PlaylistKeys.Follow(id, one)) is { Follows: true }))];
    }

    /// <summary>Brings the lists of both sides to what the change says.</summary>
    public Task ListAsync(PlaylistFollowChanged change, CancellationToken cancellationToken)
    {
        var (user, playlist) = (change.UserId, change.PlaylistId);
        return Task.WhenAll(
            ListAsync(PlaylistKeys.FollowersOf(playlist), user),
            ListAsync(PlaylistKeys.FollowedBy(user), playlist));

        Task ListAsync(PagedLog<Guid> list, Guid item) => change.Follows
            ? list.AddAsync(transactions, item.ToString("N"), change.Version, () => item, cancellationToken)
            : list.RemoveAsync(transactions, item.ToString("N"), change.Version, cancellationToken);
    }

    /// <summary>Brings the lists of both sides to what the change says, and tells when the followers have become twice or half as many.</summary>
    public async Task OnChangedAsync(PlaylistFollowChanged change, CancellationToken cancellationToken)
    {
        await ListAsync(change, cancellationToken);
        var followers = PlaylistKeys.FollowersOf(change.PlaylistId);
        var session = transactions.Read();
        await PagedLog.LoadHeadsAsync(session, [followers], cancellationToken);
        if (followers.LoadedCount(session) is var count && (count == 0 || BitOperations.IsPow2(count)))
            await playlists.TellAsync(change.PlaylistId, cancellationToken);
    }

    /// <summary>Takes a deleted playlist out of the libraries of those who followed it.</summary>
    public async Task OnDeletedAsync(Guid playlist, CancellationToken cancellationToken)
    {
        var (cleared, next) = (0, 0L);
        while (cleared < MostCleared)
        {
            (var users, next) = await PlaylistKeys.FollowersOf(playlist).ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (users.Count == 0)
                return;
            foreach (var user in users)
                await ChangeAsync(playlist, user, follows: false, cancellationToken);
            cleared += users.Count;
        }
    }

    /// <summary>Ends what a user who is no more followed.</summary>
    public async Task OnUserDeletedAsync(Guid user, CancellationToken cancellationToken)
    {
        var next = 0L;
        while (true)
        {
            (var playlistIds, next) = await PlaylistKeys.FollowedBy(user).ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (playlistIds.Count == 0)
                return;
            foreach (var playlist in playlistIds)
                await ChangeAsync(playlist, user, follows: false, cancellationToken);
        }
    }

    private async Task ChangeAsync(Guid playlist, Guid user, bool follows, CancellationToken cancellationToken)
    {
        var key = PlaylistKeys.Follow(playlist, user);
        PlaylistFollowChanged? told = null;
        await transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                told = null;
                var known = await session.GetAsync<Follow>(key, token);
                if ((known?.Follows ?? false) == follows)
                    return false;
                var now = time.GetUtcNow();
                // Above all before, also when those are forgotten.
                var version = Math.Max(now.UtcTicks, (known?.Version ?? 0) + 1);
                told = new PlaylistFollowChanged(Guid.CreateVersion7(now), user, playlist, follows, version, now);
                session.PutAndTell<Follow, PlaylistEvent>(key, new Follow(follows, version), told, follows ? null : EndIsRemembered);
                return true;
            },
            cancellationToken);
        if (told is not null)
            await eagerly.HandleAsync(told, ListAsync);
    }

    private sealed record Follow(bool Follows, long Version);
}
