namespace MusicGraph.Social;

/// <summary>Settings of the service.</summary>
internal sealed class SocialOptions
{
    /// <summary>
    /// Up to so many followers, a share is written out to each of them; the shares of accounts with more are merged into a feed when it is
    /// read.
    /// </summary>
    public int WriteOutFollowers { get; set; } = 10_000;
}
