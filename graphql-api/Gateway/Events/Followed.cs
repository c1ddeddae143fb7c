using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Events;

/// <summary>Whom and what a subscriber follows, kept up by what happens: sorted ids, since there is one of these for every subscriber.</summary>
internal sealed class Followed
{
    private Guid[] _users;
    private Guid[] _artists;

    private Followed(Guid userId, FollowedIds ids)
    {
        UserId = userId;
        (_users, _artists) = ([.. ids.Users.Order()], [.. ids.Artists.Order()]);
    }

    public Guid UserId { get; }

    /// <summary>Null for a partner, who follows nobody.</summary>
    public static async Task<Followed?> OfAsync(ClaimsPrincipal caller, SocialClient social, CancellationToken cancellationToken) =>
        caller.UserId() is { } user ? new Followed(user, await social.GetFollowedAsync(cancellationToken)) : null;

    public bool HasUser(Guid id) => Array.BinarySearch(Volatile.Read(ref _users), id) >= 0;

    public bool HasArtist(Guid id) => Array.BinarySearch(Volatile.Read(ref _artists), id) >= 0;

    /// <summary>Takes note of a follow or block. One event at a time; others may look meanwhile.</summary>
    public void Hear(object happened)
    {
        switch (happened)
        {
            case FollowChanged change when change.FollowerId == UserId:
                ref var ids = ref (change.Target == FollowKind.Artist ? ref _artists : ref _users);
                Volatile.Write(ref ids, With(ids, change.TargetId, change.State == FollowState.Follows));
                break;
            case Blocked { Blocks: true } block when block.ById == UserId:
                Volatile.Write(ref _users, With(_users, block.UserId, present: false));
                break;
            case Blocked { Blocks: true } block when block.UserId == UserId:
                Volatile.Write(ref _users, With(_users, block.ById, present: false));
                break;
        }
    }

    private static Guid[] With(Guid[] sorted, Guid id, bool present)
    {
        var index = Array.BinarySearch(sorted, id);
        if (index >= 0 == present)
            return sorted;
        return present ? [.. sorted[..~index], id, .. sorted[~index..]] : [.. sorted[..index], .. sorted[(index + 1)..]];
    }
}
