using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Profiles;

/// <summary>Who may see what of users, and what is between them and who asks.</summary>
internal sealed class ProfileStore(Transactions transactions)
{
    public async Task EditAsync(Guid user, ProfileSettings settings, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Profile(user);
        await transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                var old = await session.GetAsync<ProfileRecord>(key, token) ?? ProfileRecord.Default;
                var now = transactions.Now;
                var changed = old with
                {
                    IsPrivate = settings.IsPrivate ?? old.IsPrivate,
                    HidesActivity = settings.HidesActivity ?? old.HidesActivity,
                };
                if (changed == old)
                    return false;
                changed = changed with { Version = Math.Max(now.UtcTicks, old.Version + 1) };
                session.PutAndTell<ProfileRecord, SocialEvent>(
                    key, changed, new ProfileChanged(Guid.CreateVersion7(now), user, changed.IsPrivate, changed.Version, now));
                return true;
            },
            cancellationToken);
    }

    /// <summary>Hides all that is kept of a user whose account was deleted.</summary>
    public Task EndAsync(Guid user, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Profile(user);
        return transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                var old = await session.GetAsync<ProfileRecord>(key, token) ?? ProfileRecord.Default;
                if (!old.IsGone)
                    session.Put(key, old with { IsGone = true });
                return true;
            },
            cancellationToken);
    }

    /// <summary>One answer for each of the users, in one call.</summary>
    public async Task<SocialProfile[]> FindAsync(IReadOnlyList<Guid> users, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        PagedLog[] lists = [.. users.SelectMany(user =>
            new PagedLog[] { SocialKeys.Followers(user), SocialKeys.Following(user), SocialKeys.ArtistsFollowed(user) })];
        await session.LoadAsync([.. lists.Select(list => list.Aggregate), .. sight.KeysOf(users)], cancellationToken);
        return [.. users.Select(user => Of(user, session, sight))];
    }

    private static SocialProfile Of(Guid user, StateSession session, Sight sight)
    {
        var ties = sight.TiesWith(user);
        if (!sight.Knows(user))
            return new SocialProfile(user, 0, 0, 0, false, false, false, false, false, ties.Mine.Blocks, IsVisible: false);
        return new SocialProfile(
            user,
            SocialKeys.Followers(user).LoadedCount(session),
            SocialKeys.Following(user).LoadedCount(session),
            SocialKeys.ArtistsFollowed(user).LoadedCount(session),
            sight.ProfileOf(user).IsPrivate,
            sight.ProfileOf(user).HidesActivity,
            ties.Mine.Follows == FollowState.Follows,
            ties.Mine.Follows == FollowState.Requested,
            ties.Theirs.Follows == FollowState.Follows,
            BlockedByViewer: false,
            sight.SeesProfile(user));
    }
}
