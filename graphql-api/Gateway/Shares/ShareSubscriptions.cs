using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Shares;

[SubscriptionType]
internal static partial class ShareSubscriptions
{
    /// <summary>
    /// What is shared with you: by name, or by those whom you follow with all of their followers or everyone. A partner hears what is shared with
    /// everyone.
    /// </summary>
    /// <param name="after">The cursor of the last event that you had; without it you hear what comes from now on.</param>
    [Authorize(Roles = [Roles.Listener, Scopes.SharesRead])]
    [Cost(10)]
    [Subscribe(With = nameof(OpenSharesAsync))]
    public static ShareEvent OnShare(string? after, [EventMessage] ShareEvent happened) => happened;

    private static Task<IAsyncEnumerable<ShareEvent>> OpenSharesAsync(
        string? after, ClaimsPrincipal caller, [Service] ResumableEvents events, [Service] SocialClient social, CancellationToken cancellationToken) =>
        events.OpenAsync(
            caller,
            EventSubjects.Shares(caller),
            [StreamNames.Social],
            after,
            async token => new SharesView(await Followed.OfAsync(caller, social, token), social),
            placed => new ShareEvent(placed.Cursor, ((Shared)placed.Event).Share),
            cancellationToken);
}
