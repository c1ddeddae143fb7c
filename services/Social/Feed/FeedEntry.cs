using MusicGraph.Contracts;
using MusicGraph.Social.Timelines;

namespace MusicGraph.Social.Feed;

/// <summary>A share in a list.</summary>
/// <param name="Id">The share's.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="Named">Whether it names whom it is for.</param>
internal sealed record FeedEntry(Guid Id, DateTimeOffset At, DateTimeOffset Added, Guid By, bool Named) : ITimed
{
    /// <param name="now">When its turn in the list comes.</param>
    public static FeedEntry Of(Share share, DateTimeOffset now) =>
        new(share.Id, share.SharedAt, now < share.SharedAt ? share.SharedAt : now, share.SharedBy, share.Audience == ShareAudience.Named);
}
