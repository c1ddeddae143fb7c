using MusicGraph.Gateway.Releases;

namespace MusicGraph.Gateway.Events;

/// <summary>Something came into a feed.</summary>
/// <param name="Cursor">Give it as <c>after</c> to go on behind this event.</param>
/// <param name="Item">What came.</param>
public sealed record FeedItemEvent(string Cursor, [property: GraphQLType("FeedItem!")] object Item) : IPlaced;

/// <summary>Shares and releases in one.</summary>
internal sealed class FeedView(SharesView shares, ReleasesView releases) : EventView
{
    public override void Hear(object happened) => shares.Hear(happened);

    public override bool Wants(object happened) => shares.Wants(happened) || releases.Wants(happened);

    public override async ValueTask<IReadOnlyList<object?>> ShowAsync(
        IReadOnlyList<object> happened, bool isPast, CancellationToken cancellationToken)
    {
        if (!isPast)
            return happened;
        var shared = new Queue<object?>(await shares.ShowAsync([.. happened.Where(one => one is Shared)], isPast, cancellationToken));
        var released = new Queue<object?>(await releases.ShowAsync([.. happened.Where(one => one is not Shared)], isPast, cancellationToken));
        return [.. happened.Select(one => one is Shared ? shared.Dequeue() : released.Dequeue())];
    }
}

[SubscriptionType]
internal static partial class FeedSubscriptions
{
    /// <summary>
    /// What comes into your feed: what is shared with you, and what artists bring out whom you follow. A partner hears what is shared with
    /// everyone, and all releases.
    /// </summary>
    /// <param name="after">The cursor of the last event that you had; without it you hear what comes from now on.</param>
    [Authorize(Roles = [Roles.Listener, Scopes.FeedRead])]
    [Cost(10)]
    [Subscribe(With = nameof(OpenFeedAsync))]
    public static FeedItemEvent OnFeedItem(string? after, [EventMessage] FeedItemEvent happened) => happened;

    private static Task<IAsyncEnumerable<FeedItemEvent>> OpenFeedAsync(
        string? after,
        ClaimsPrincipal caller,
        [Service] ResumableEvents events,
        [Service] SocialClient social,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        events.OpenAsync<FeedItemEvent>(
            caller,
            EventSubjects.Feed(caller),
            [StreamNames.Social, StreamNames.Releases],
            after,
            async token =>
            {
                var followed = await Followed.OfAsync(caller, social, token);
                return new FeedView(new SharesView(followed, social), new ReleasesView(followed, artistIds: null, showIds: null, catalog));
            },
            placed => new FeedItemEvent(placed.Cursor, placed.Event is Shared shared ? shared.Share : ((CatalogItemChanged)placed.Event).Item),
            cancellationToken);
}
