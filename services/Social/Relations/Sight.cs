using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Profiles;

namespace MusicGraph.Social.Relations;

/// <summary>
/// What a user may see of others, decided from what is stored at the moment of reading, so that blocks, unfollowing, privacy and
/// deleted accounts take effect at once. What it needs of a user is two keys, which callers read together with what else they need.
/// </summary>
/// <param name="viewer">Null for a guest.</param>
internal sealed class Sight(StateSession session, CurrentUser? viewer)
{
    public Guid? ViewerId => viewer?.Id;

    /// <summary>What must be loaded before the questions about these users.</summary>
    public IEnumerable<string> KeysOf(IEnumerable<Guid> users)
    {
        foreach (var user in users.Distinct())
        {
            yield return SocialKeys.Profile(user);
            if (viewer is not null && viewer.Id != user)
                yield return Relation.KeyOf(viewer.Id, user);
        }
    }

    public Task LoadAsync(IEnumerable<Guid> users, CancellationToken cancellationToken) => session.LoadAsync(KeysOf(users), cancellationToken);

    public Ties TiesWith(Guid user) =>
        viewer is null || viewer.Id == user || session.Loaded<Relation>(Relation.KeyOf(viewer.Id, user)) is not { } relation
            ? Ties.None
            : relation.SeenBy(viewer.Id, user);

    public ProfileRecord ProfileOf(Guid user) => session.Loaded<ProfileRecord>(SocialKeys.Profile(user)) ?? ProfileRecord.Default;

    /// <summary>Whether the user exists for the viewer: neither blocks the other, and the account is neither deleted nor banned.</summary>
    public bool Knows(Guid user) => user == viewer?.Id || (!ProfileOf(user).IsGone && !TiesWith(user).AreCut);

    /// <summary>Whether the viewer may see the user's lists, what they share with everyone, and their activity.</summary>
    public bool SeesProfile(Guid user) =>
        Knows(user) && (viewer?.Id == user || !ProfileOf(user).IsPrivate || TiesWith(user).Mine.Follows == FollowState.Follows);

    public bool SeesActivity(Guid user) => SeesProfile(user) && (viewer?.Id == user || !ProfileOf(user).HidesActivity);

    /// <summary>Whether the viewer is among those a share is for, or shared it.</summary>
    public bool Sees(Share share)
    {
        if (viewer is not null && viewer.Id == share.SharedBy)
            return true;
        return share.Audience switch
        {
            ShareAudience.Named => viewer is not null && share.RecipientIds.Contains(viewer.Id) && Knows(share.SharedBy),
            ShareAudience.Followers => viewer is not null && TiesWith(share.SharedBy).Mine.Follows == FollowState.Follows && Knows(share.SharedBy),
            _ => SeesProfile(share.SharedBy),
        };
    }
}
