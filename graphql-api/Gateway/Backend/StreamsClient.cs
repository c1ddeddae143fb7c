namespace MusicGraph.Gateway.Backend;

/// <summary>The streams service: the logs of what subscribers follow.</summary>
internal sealed class StreamsClient(ServiceInvoker services)
{
    public const string AppId = "streams";

    /// <param name="after">The sequence number behind which to begin; null for the head alone.</param>
    /// <exception cref="ServiceProblemException">What comes next is not kept any more (<c>CURSOR_EXPIRED</c>).</exception>
    public Task<StreamPage> ReadAsync(string stream, long? after, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "streams/read", new StreamRead(stream, after), BackendJson.Default.StreamRead, BackendJson.Default.StreamPage, cancellationToken);

    /// <summary>The sequence numbers of the latest entries, in the order of the names.</summary>
    public Task<IReadOnlyList<long>> GetHeadsAsync(IReadOnlyList<string> streams, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "streams/heads",
            new StreamHeadsRequest(streams),
            BackendJson.Default.StreamHeadsRequest,
            BackendJson.Default.IReadOnlyListInt64,
            cancellationToken);
}
