using Microsoft.AspNetCore.Http.Metadata;

namespace MusicGraph.Audio.Media;

/// <summary>
/// Lifts the server's limit on a body for uploads, which count for themselves. It does so before anything is refused: a server that
/// has met its limit closes the connection while the client is still sending, and the client never reads why.
/// </summary>
internal sealed class UnlimitedBody : IRequestSizeLimitMetadata
{
    public static UnlimitedBody Metadata { get; } = new();

    public long? MaxRequestBodySize => null;
}
