using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Shares;

/// <summary>What is shared with a user, or, for a partner, with everyone.</summary>
/// <param name="followed">What the user follows; null for a partner.</param>
internal sealed class SharesView(Followed? followed, SocialClient social) : EventView
{
    public override void Hear(object happened) => followed?.Hear(happened);

    public override bool Wants(object happened) => happened is Shared { Share: var share } && (followed, share.RecipientIds.Count) switch
    {
        (null, _) => share.Audience == ShareAudience.Everyone,
        (_, 0) => followed.HasUser(share.SharedBy),
        _ => share.RecipientIds.Contains(followed.UserId),
    };

    /// <summary>Of what was shared a while ago some may be deleted, changed, or no longer the subscriber's to see: the service is asked.</summary>
    public override async ValueTask<IReadOnlyList<object?>> ShowAsync(
        IReadOnlyList<object> happened, bool isPast, CancellationToken cancellationToken)
    {
        if (!isPast)
            return happened;
        var shares = await social.GetSharesAsync([.. happened.Cast<Shared>().Select(shared => shared.Share.Id)], cancellationToken);
        var byId = shares.ToDictionary(share => share.Id);
        return [.. happened.Cast<Shared>().Select(shared => byId.TryGetValue(shared.Share.Id, out var share) ? shared with { Share = share } : null)];
    }
}
