using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Follows;

/// <summary>Who follows whom; see <see cref="SocialKeys"/>.</summary>
internal sealed class FollowStore(Transactions transactions, TimeProvider time)
{
    /// <summary>Users that one user follows: a feed is merged from all of them when it is read.</summary>
    public const int MostFollowed = 2_000;

    /// <summary>Makes one follow the other.</summary>
    /// <returns>When it began, null when it was so already.</returns>
    public Task<Outcome<DateTimeOffset?>> FollowAsync(Guid follower, Guid followed, CancellationToken cancellationToken) =>
        transactions.RunAsync<DateTimeOffset?>(
            Contended(follower, followed),
            async (session, token) =>
            {
                var key = SocialKeys.Follow(follower, followed);
                await session.LoadAsync([key], token);
                if (session.Loaded<FollowRecord>(key) is not null)
                    return (DateTimeOffset?)null;

                var (following, followers) = (SocialKeys.Following(follower), SocialKeys.Followers(followed));
                await PagedLog.LoadForAppendAsync(session, [following, followers], token);
                if (following.LoadedCount(session) >= MostFollowed)
                    return Problem.Conflict(Problems.LimitExceeded, $"A user can follow at most {MostFollowed} others.");
                var now = time.GetUtcNow();
                session.Put(key, new FollowRecord(
                    await following.AppendAsync(session, followed, token), await followers.AppendAsync(session, follower, token), now));
                return now;
            },
            cancellationToken);

    /// <summary>Ends it; that it was not so is no error.</summary>
    public Task<Outcome<bool>> UnfollowAsync(Guid follower, Guid followed, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            Contended(follower, followed),
            async (session, token) =>
            {
                var key = SocialKeys.Follow(follower, followed);
                if (await session.GetAsync<FollowRecord>(key, token) is not { } record)
                    return false;
                await SocialKeys.Following(follower).RemoveAsync(session, record.FollowingEntry, token);
                await SocialKeys.Followers(followed).RemoveAsync(session, record.FollowersEntry, token);
                session.Delete(key);
                return true;
            },
            cancellationToken);

    /// <summary>The counts of each of the users, in one call.</summary>
    public async Task<FollowCounts[]> CountsAsync(IReadOnlyList<Guid> users, Guid? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(
            users.SelectMany(user => new[] { SocialKeys.Followers(user).HeadKey, SocialKeys.Following(user).HeadKey }
                .Concat(viewer is { } reader ? [SocialKeys.Follow(reader, user)] : [])),
            cancellationToken);
        return [.. users.Select(user => new FollowCounts(
            user,
            SocialKeys.Followers(user).LoadedCount(session),
            SocialKeys.Following(user).LoadedCount(session),
            viewer is { } reader && session.Loaded<FollowRecord>(SocialKeys.Follow(reader, user)) is not null))];
    }

    /// <summary>One window of each of several lists of users, newest first.</summary>
    public async Task<Outcome<Page<Guid>[]>> WindowsAsync(
        IReadOnlyList<(PagedLog<Guid> List, PageRequest? Page)> requests, CancellationToken cancellationToken)
    {
        var windows = await PagedLog<Guid>.WindowsAsync(transactions.Read(), requests, newestFirst: true, cancellationToken);
        return windows.Failed(out var problem, out var pages) ? problem : pages.ToArray();
    }

    /// <summary>The followers of a user from a sequence number on, a batch at a time; none when that is the end.</summary>
    public Task<(IReadOnlyList<Guid> Followers, long Next)> ReadFollowersAsync(Guid user, long from, CancellationToken cancellationToken) =>
        SocialKeys.Followers(user).ReadFromAsync(transactions.Read(), from, cancellationToken);

    private static string[] Contended(Guid follower, Guid followed) =>
        [SocialKeys.Following(follower).HeadKey, SocialKeys.Followers(followed).HeadKey];
}

/// <summary>That one follows another, and where it stands in the lists of both.</summary>
internal sealed record FollowRecord(long FollowingEntry, long FollowersEntry, DateTimeOffset FollowedAt);
