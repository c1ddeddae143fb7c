using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Playlists;

/// <summary>
/// Whose lists of playlists a user may see: not those of a private profile that they do not follow, nor of somebody when one of the two blocks
/// the other. The social service knows; a public playlist itself stays public.
/// </summary>
internal sealed class OwnerPrivacy(Peer peer)
{
    /// <summary>Those of the owners whose lists are not for the user, who is the caller.</summary>
    public async Task<IReadOnlySet<Guid>> HiddenAsync(IEnumerable<Guid> owners, Guid? user, CancellationToken cancellationToken)
    {
        var others = owners.Where(owner => owner != user).Distinct().ToArray();
        if (others.Length == 0)
            return new HashSet<Guid>();
        var profiles = await peer.BatchAsync<SocialProfile>(Peer.Social, "profiles/batch", others, cancellationToken);
        return profiles.Where(profile => !profile.IsVisible).Select(profile => profile.UserId).ToHashSet();
    }
}
