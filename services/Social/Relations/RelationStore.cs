using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Profiles;

namespace MusicGraph.Social.Relations;

/// <summary>Following, asking to follow, and blocking between users: each a change of the one record between the two.</summary>
internal sealed class RelationStore(Transactions transactions, RelationLists lists, Eagerly eagerly)
{
    /// <summary>Users, and artists, that one user follows.</summary>
    public const int MostFollowed = 2_000;

    /// <summary>Makes one follow the other, or ask to, where the other's profile is private; that it was so already is no error.</summary>
    public Task<Problem?> FollowAsync(Guid follower, Guid user, CancellationToken cancellationToken) =>
        ChangeAsync(
            follower,
            user,
            [SocialKeys.Profile(user), SocialKeys.Following(follower).Aggregate],
            (session, ties) =>
            {
                var profile = session.Loaded<ProfileRecord>(SocialKeys.Profile(user)) ?? ProfileRecord.Default;
                if (ties.Mine.Blocks)
                    return Problem.Invalid("userId", "You block this user; end that first.");
                if (ties.Theirs.Blocks || profile.IsGone)
                    return Problem.NotFound("userId", user, "There is no such user.");
                if (ties.Mine.Follows == FollowState.Follows)
                    return FollowState.Follows;
                return SocialKeys.Following(follower).LoadedCount(session) >= MostFollowed
                    ? Problem.Conflict(Problems.LimitExceeded, $"A user can follow at most {MostFollowed} others.")
                    : profile.IsPrivate ? FollowState.Requested : FollowState.Follows;
            },
            cancellationToken);

    /// <summary>Ends that one follows the other, or asks to.</summary>
    public Task<Problem?> UnfollowAsync(Guid follower, Guid user, CancellationToken cancellationToken) =>
        ChangeAsync(follower, user, [], (_, _) => FollowState.None, cancellationToken);

    /// <summary>Lets one follow who asked to; 404 when they did not, or took it back.</summary>
    public Task<Problem?> AcceptAsync(Guid user, Guid follower, CancellationToken cancellationToken) =>
        ChangeAsync(
            follower,
            user,
            [],
            (_, ties) => ties.Mine.Follows == FollowState.None
                ? Problem.NotFound("userId", follower, "This user does not ask to follow you.")
                : FollowState.Follows,
            cancellationToken);

    /// <summary>Makes one block the other, which ends what either follows of the other; or ends the block.</summary>
    public async Task BlockAsync(Guid by, Guid user, bool blocks, CancellationToken cancellationToken)
    {
        var key = Relation.KeyOf(by, user);
        var outcome = await transactions.RunAsync<Blocked?>(
            key,
            async (session, token) =>
            {
                var relation = await session.GetAsync<Relation>(key, token);
                var ties = relation?.SeenBy(by, user) ?? Ties.None;
                if (ties.Mine.Blocks == blocks)
                    return (Blocked?)null;
                var (now, version) = Next(relation);
                var changed = new Ties(new Side(Blocks: blocks), ties.Theirs with { Follows = FollowState.None });
                var told = new Blocked(Guid.CreateVersion7(now), by, user, blocks, version, now);
                Tell(session, key, Relation.Of(by, user, changed, version), told);
                return told;
            },
            cancellationToken);
        if (outcome.Value is { } told)
            await eagerly.HandleAsync(told, lists.ListAsync);
    }

    private async Task<Problem?> ChangeAsync(
        Guid follower,
        Guid user,
        IEnumerable<string> alsoRead,
        Func<StateSession, Ties, Outcome<FollowState>> decide,
        CancellationToken cancellationToken)
    {
        var key = Relation.KeyOf(follower, user);
        var outcome = await transactions.RunAsync<FollowChanged?>(
            key,
            async (session, token) =>
            {
                await session.LoadAsync([key, .. alsoRead], token);
                var relation = session.Loaded<Relation>(key);
                var ties = relation?.SeenBy(follower, user) ?? Ties.None;
                if (decide(session, ties).Failed(out var problem, out var state))
                    return problem;
                if (state == ties.Mine.Follows)
                    return (FollowChanged?)null;
                var (now, version) = Next(relation);
                var changed = ties with { Mine = ties.Mine with { Follows = state } };
                var told = new FollowChanged(Guid.CreateVersion7(now), follower, FollowKind.User, user, state, version, now);
                Tell(session, key, Relation.Of(follower, user, changed, version), told);
                return told;
            },
            cancellationToken);
        if (outcome.Failed(out var refused, out var happened))
            return refused;
        if (happened is not null)
            await eagerly.HandleAsync(happened, lists.ListAsync);
        return null;
    }

    /// <summary>The version grows with time, so that it goes on growing when the record was forgotten.</summary>
    private (DateTimeOffset Now, long Version) Next(Relation? relation) =>
        (transactions.Now, Math.Max(transactions.Now.UtcTicks, (relation?.Version ?? 0) + 1));

    private static void Tell(StateSession session, string key, Relation relation, SocialEvent told) =>
        session.PutAndTell(key, relation, told, relation.TimeToLive);
}
