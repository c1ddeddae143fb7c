using MusicGraph.Gateway.Events;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Shares;

[SubscriptionType]
internal static partial class ShareSubscriptions
{
    /// <summary>What is shared with you, as it happens.</summary>
    [Authorize]
    [Cost(10)]
    [Subscribe(With = nameof(SubscribeToSharesAsync))]
    public static Share OnShare([EventMessage] Share share) => share;

    private static ValueTask<ISourceStream<Share>> SubscribeToSharesAsync(
        ClaimsPrincipal caller, ITopicEventReceiver events, CancellationToken cancellationToken) =>
        events.SubscribeAsync<Share>(SubscriptionTopics.SharesOf(caller.RequireUserId()), cancellationToken);
}
