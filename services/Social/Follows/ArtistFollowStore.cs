using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Follows;

/// <summary>Which artists users follow.</summary>
internal sealed class ArtistFollowStore(Transactions transactions, RelationLists lists, Eagerly eagerly)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    /// <summary>Makes a user follow an artist, or ends it; that it was so already is no error.</summary>
    public async Task<Problem?> SetAsync(Guid user, Guid artist, bool follows, CancellationToken cancellationToken)
    {
        var key = SocialKeys.ArtistFollow(user, artist);
        var followed = SocialKeys.ArtistsFollowed(user);
        var outcome = await transactions.RunAsync<FollowChanged?>(
            key,
            async (session, token) =>
            {
                await session.LoadAsync([key, followed.Aggregate], token);
                var record = session.Loaded<ArtistFollow>(key) ?? new ArtistFollow(Follows: false, Version: 0);
                if (record.Follows == follows)
                    return (FollowChanged?)null;
                if (follows && followed.LoadedCount(session) >= RelationStore.MostFollowed)
                    return Problem.Conflict(Problems.LimitExceeded, $"A user can follow at most {RelationStore.MostFollowed} artists.");

                var now = transactions.Now;
                var version = Math.Max(now.UtcTicks, record.Version + 1);
                var told = new FollowChanged(
                    Guid.CreateVersion7(now), user, FollowKind.Artist, artist, follows ? FollowState.Follows : FollowState.None, version, now);
                session.PutAndTell<ArtistFollow, SocialEvent>(
                    key, new ArtistFollow(follows, version), told, follows ? null : EndIsRemembered);
                return told;
            },
            cancellationToken);
        if (outcome.Failed(out var problem, out var changed))
            return problem;
        if (changed is not null)
            await eagerly.HandleAsync(changed, lists.ListAsync);
        return null;
    }

    /// <summary>How many follow each of the artists, in one call.</summary>
    public async Task<ArtistFollows[]> FindAsync(IReadOnlyList<Guid> artists, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(
            artists.SelectMany(artist => (string[])
                [SocialKeys.ArtistFollowers(artist).Aggregate, .. viewer is null ? (string[])[] : [SocialKeys.ArtistFollow(viewer.Id, artist)]]),
            cancellationToken);
        return [.. artists.Select(artist => new ArtistFollows(
            artist,
            SocialKeys.ArtistFollowers(artist).LoadedCount(session),
            viewer is not null && session.Loaded<ArtistFollow>(SocialKeys.ArtistFollow(viewer.Id, artist)) is { Follows: true }))];
    }
}

/// <summary>Whether a user follows an artist.</summary>
/// <param name="Version">Grows with every change.</param>
internal sealed record ArtistFollow(bool Follows, long Version);
