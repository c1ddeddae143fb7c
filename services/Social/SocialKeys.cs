using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Reports;

namespace MusicGraph.Social;

/// <summary>
/// The records: what is between two users (<see cref="Relations.Relation"/>), profiles, follows of artists, shares, likes, comments,
/// reports. And the lists that follow from them.
/// </summary>
internal static class SocialKeys
{
    /// <summary>2,000 items are kept of what was written out to a user.</summary>
    private const int FeedPages = 20;

    /// <summary>Accounts whose shares are merged into feeds when these are read, because too many follow them.</summary>
    public static PagedLog<Guid> Celebrities { get; } = new("celebrities");

    /// <summary>What was reported and waits for an administrator.</summary>
    public static PagedLog<OpenCase> OpenCases { get; } = new("open-cases");

    public static PagedLog<Guid> Followers(Guid user) => new("followers", user.ToString("N"));

    public static PagedLog<Guid> Following(Guid user) => new("following", user.ToString("N"));

    public static PagedLog<Guid> FollowRequests(Guid user) => new("follow-requests", user.ToString("N"));

    public static PagedLog<Guid> Blocked(Guid user) => new("blocked", user.ToString("N"));

    public static PagedLog<Guid> ArtistsFollowed(Guid user) => new("artists-followed", user.ToString("N"));

    public static PagedLog<Guid> ArtistFollowers(Guid artist) => new("artist-followers", artist.ToString("N"));

    /// <summary>What a user shared with all followers or with everyone.</summary>
    public static PagedLog<FeedEntry> SharesOf(Guid user) => new("user-shares", user.ToString("N"));

    /// <summary>What a user shared with everyone.</summary>
    public static PagedLog<FeedEntry> PublicSharesOf(Guid user) => new("public-shares", user.ToString("N"));

    /// <summary>What was written out to a user: the latest shares of those they follow, and those that name them.</summary>
    public static PagedLog<FeedEntry> Inbox(Guid user) => new("inbox", user.ToString("N"), FeedPages);

    public static PagedLog<ActivityEntry> ActivityOf(Guid user) => new("activity", user.ToString("N"));

    public static PagedLog<Guid> Likes(Guid share) => new("likes", share.ToString("N"));

    public static PagedLog<Guid> Comments(Guid share) => new("comments", share.ToString("N"));

    /// <param name="round">The reports since something was last decided about the thing are a list of their own.</param>
    public static PagedLog<Report> Reports(ReportSubject subject, Guid id, long round) => new("reports", $"{Name(subject)}:{id:N}:{round}");

    public static string Profile(Guid user) => StateKey.Of("profile", user);

    public static string ArtistFollow(Guid user, Guid artist) => StateKey.Of("artist-follow", user, artist);

    public static string Share(Guid id) => StateKey.Of("share", id);

    public static string Like(Guid share, Guid user) => StateKey.Of("like", share, user);

    public static string Comment(Guid id) => StateKey.Of("comment", id);

    public static string Report(ReportSubject subject, Guid id, Guid user) => StateKey.Of("report", $"{Name(subject)}:{id:N}:{user:N}");

    public static string Decision(ReportSubject subject, Guid id) => StateKey.Of("decision", $"{Name(subject)}:{id:N}");

    public static string Name(ReportSubject subject) => subject.ToString().ToLowerInvariant();
}
