using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Follows;

/// <summary>Who follows whom; see <see cref="SocialKeys"/>. What is between two users is one record, which both of their lists follow.</summary>
internal sealed class FollowStore(Transactions transactions, Eagerly eagerly, TimeProvider time)
{
    /// <summary>Users that one user follows: a feed is merged from all of them when it is read.</summary>
    public const int MostFollowed = 2_000;

    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    /// <summary>Makes one follow the other, or ends it; that it was so already is no error.</summary>
    public async Task<Problem?> SetAsync(Guid follower, Guid followed, bool follows, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Follow(follower, followed);
        var following = SocialKeys.Following(follower);
        var outcome = await transactions.RunAsync<FollowChanged?>(
            key,
            async (session, token) =>
            {
                await session.LoadAsync([key, following.Aggregate], token);
                var record = session.Loaded<FollowRecord>(key) ?? new FollowRecord(Follows: false, Version: 0);
                if (record.Follows == follows)
                    return (FollowChanged?)null;
                if (follows && following.LoadedCount(session) >= MostFollowed)
                    return Problem.Conflict(Problems.LimitExceeded, $"A user can follow at most {MostFollowed} others.");

                var now = time.GetUtcNow();
                // Grows with time, so that it goes on growing when the record was forgotten.
                var version = Math.Max(now.UtcTicks, record.Version + 1);
                var change = new FollowChanged(
                    Guid.CreateVersion7(now), follower, FollowKind.User, followed, follows ? FollowState.Follows : FollowState.None, version, now);
                session.PutAndTell<FollowRecord, SocialEvent>(
                    key, new FollowRecord(follows, version), change, follows ? null : EndIsRemembered);
                return change;
            },
            cancellationToken);
        if (outcome.Failed(out var problem, out var changed))
            return problem;
        if (changed is not null)
            await eagerly.HandleAsync(changed, ListAsync);
        return null;
    }

    /// <summary>Brings the lists of both users to what the change says.</summary>
    public Task ListAsync(FollowChanged change, CancellationToken cancellationToken) => Task.WhenAll(
        ListAsync(SocialKeys.Following(change.FollowerId), change.TargetId, change, cancellationToken),
        ListAsync(SocialKeys.Followers(change.TargetId), change.FollowerId, change, cancellationToken));

    /// <summary>The counts of each of the users, in one call.</summary>
    public async Task<FollowCounts[]> CountsAsync(IReadOnlyList<Guid> users, Guid? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(
            users.SelectMany(user => new[] { SocialKeys.Followers(user).Aggregate, SocialKeys.Following(user).Aggregate }
                .Concat(viewer is { } reader ? [SocialKeys.Follow(reader, user)] : [])),
            cancellationToken);
        return [.. users.Select(user => new FollowCounts(
            user,
            SocialKeys.Followers(user).LoadedCount(session),
            SocialKeys.Following(user).LoadedCount(session),
            viewer is { } reader && session.Loaded<FollowRecord>(SocialKeys.Follow(reader, user)) is { Follows: true }))];
    }

    /// <summary>One window of each of several lists of users, newest first.</summary>
    public async Task<Outcome<Page<Guid>[]>> WindowsAsync(
        IReadOnlyList<(PagedLog<Guid> List, PageRequest? Page)> requests, CancellationToken cancellationToken)
    {
        var windows = await PagedLog<Guid>.WindowsAsync(transactions.Read(), requests, newestFirst: true, cancellationToken);
        return windows.Failed(out var problem, out var pages) ? problem : pages.ToArray();
    }

    /// <summary>The followers of a user from a sequence number on, at most 1,000 at a time; none when that is the end.</summary>
    public Task<(IReadOnlyList<Guid> Followers, long Next)> ReadFollowersAsync(Guid user, long from, CancellationToken cancellationToken) =>
        SocialKeys.Followers(user).ReadFromAsync(transactions.Read(), from, cancellationToken, pages: 10);

    private Task ListAsync(PagedLog<Guid> list, Guid user, FollowChanged change, CancellationToken cancellationToken) => change.State == FollowState.Follows
        ? list.AddAsync(transactions, user.ToString("N"), change.Version, () => user, cancellationToken)
        : list.RemoveAsync(transactions, user.ToString("N"), change.Version, cancellationToken);
}

/// <summary>Whether one follows another.</summary>
/// <param name="Version">Grows with every change.</param>
internal sealed record FollowRecord(bool Follows, long Version);
