using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>Writes what is in the heads of playlists, and tells of it; the lists of playlists follow the heads.</summary>
internal sealed class PlaylistStore(Transactions transactions, PlaylistLists lists, Eagerly eagerly, TimeProvider time)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan DeletionIsRemembered = TimeSpan.FromDays(7);

    /// <param name="playlist">Checked by <see cref="PlaylistRules"/>.</param>
    public async Task<PlaylistHead> AddAsync(NewPlaylist playlist, Guid owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var head = new PlaylistHead(
            Guid.CreateVersion7(now), owner, playlist.Name, playlist.Description, playlist.Visibility, Version: 0, now, now, [], NextPage: 0,
            Revision: 0);
        var key = PlaylistKeys.Head(head.Id);
        await transactions.RunAsync<PlaylistHead>(
            key,
            (session, _) =>
            {
                session.AssumeAbsent(key);
                session.PutAndTell<PlaylistHead, PlaylistEvent>(key, head, head.ToChange(followers: 0));
                return Task.FromResult<Outcome<PlaylistHead>>(head);
            },
            cancellationToken);
        await eagerly.HandleAsync(head.ToChange(followers: 0), lists.FollowAsync);
        return head;
    }

    /// <summary>Null when the playlist is there and the user may change what is in it.</summary>
    public async Task<Problem?> MayChangeAsync(Guid id, Guid user, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(id), cancellationToken) is not { } head || !head.IsVisibleTo(user)
            ? PlaylistProblems.NotThere(id, user)
            : head.IsEditableBy(user) ? null : PlaylistProblems.NotTheirs();

    /// <summary>Edits what is in the head; the owner's to do.</summary>
    public Task<Outcome<PlaylistHead>> EditAsync(Guid id, Guid user, PlaylistEdit edit, CancellationToken cancellationToken) =>
        ChangeOwnAsync(id, user, head => PlaylistRules.Apply(head, edit, time.GetUtcNow()), cancellationToken);

    /// <summary>Deletes a playlist, the owner's or an administrator's to do; its pages and its places in the lists follow.</summary>
    public Task<Outcome<PlaylistHead>> DeleteAsync(Guid id, CurrentUser user, CancellationToken cancellationToken) =>
        ChangeAsync(id, user.Id, head => head.OwnerId == user.Id || user.IsAdmin ? head with { IsDeleted = true } : PlaylistProblems.NotTheirs(), cancellationToken);

    /// <summary>Deletes a playlist whose owner is no more.</summary>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(id, user: null, head => head with { IsDeleted = true }, cancellationToken);

    /// <summary>Tells again how many follow a playlist.</summary>
    public Task TellAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, user: null, head => head, cancellationToken);

    /// <summary>Changes a head and tells of it, if the user owns the playlist.</summary>
    public Task<Outcome<PlaylistHead>> ChangeOwnAsync(
        Guid id, Guid user, Func<PlaylistHead, Outcome<PlaylistHead>> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, user, head => head.OwnerId == user ? change(head) : PlaylistProblems.NotTheirs(), cancellationToken);

    /// <summary>Changes a head and tells of it, if the user may see the playlist; <paramref name="change"/> may run more than once.</summary>
    /// <param name="user">Null for the system, which sees all.</param>
    public async Task<Outcome<PlaylistHead>> ChangeAsync(
        Guid id, Guid? user, Func<PlaylistHead, Outcome<PlaylistHead>> change, CancellationToken cancellationToken)
    {
        var key = PlaylistKeys.Head(id);
        PlaylistChanged? told = null;
        var outcome = await transactions.RunAsync<PlaylistHead>(
            key,
            async (session, token) =>
            {
                var followers = PlaylistKeys.FollowersOf(id);
                await session.LoadAsync([key, followers.Aggregate], token);
                var head = session.Loaded<PlaylistHead>(key);
                if (head is null || head.IsDeleted || (user is not null && !head.IsVisibleTo(user)))
                    return PlaylistProblems.NotThere(id, user);
                if (change(head).Failed(out var problem, out var changed))
                    return problem;
                changed = changed with { Revision = head.Revision + 1 };
                told = changed.ToChange(followers.LoadedCount(session), Left(head, changed));
                session.PutAndTell<PlaylistHead, PlaylistEvent>(key, changed, told, changed.IsDeleted ? DeletionIsRemembered : null);
                return changed;
            },
            cancellationToken);
        if (outcome.Problem is null && told is not null)
            await eagerly.HandleAsync(told, lists.FollowAsync);
        return outcome;
    }

    private static Guid[]? Left(PlaylistHead before, PlaylistHead after)
    {
        var stayed = after.IsDeleted ? [] : after.Collaborators?.Select(one => one.UserId).ToHashSet() ?? [];
        Guid[] left = [.. before.Collaborators?.Select(one => one.UserId).Where(id => !stayed.Contains(id)) ?? []];
        return left.Length == 0 ? null : left;
    }
}
