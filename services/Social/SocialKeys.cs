using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Feed;

namespace MusicGraph.Social;

/// <summary>
/// <c>follow:{follower}:{followed}</c> that one follows another, <c>share:{id}</c>, and the lists of followers, of those
/// followed, of the shares a user made with all followers, and of those addressed to a user.
/// </summary>
internal static class SocialKeys
{
    public static PagedLog<Guid> Followers(Guid user) => new("followers", user.ToString("N"));

    public static PagedLog<Guid> Following(Guid user) => new("following", user.ToString("N"));

    public static PagedLog<FeedEntry> SharesOf(Guid user) => new("user-shares", user.ToString("N"));

    public static PagedLog<FeedEntry> Inbox(Guid user) => new("inbox", user.ToString("N"));

    public static string Follow(Guid follower, Guid followed) => StateKey.Of("follow", follower, followed);

    public static string Share(Guid id) => StateKey.Of("share", id);
}
