namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>What an invocation is sent to.</summary>
internal interface IInvocationTarget
{
    /// <summary>The app's id; null for what is no app with a sidecar and is not told about Dapr.</summary>
    string? AppId { get; }

    /// <summary>False where the callee's access control is against it.</summary>
    bool Allows(CallerIdentity caller, string verb, string path);

    /// <summary>A request; <paramref name="pathAndQuery"/> goes out as it is, escaped or not.</summary>
    /// <exception cref="HttpRequestException">It is not known where to.</exception>
    HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery);

    /// <summary>Sends a request; the answer comes with its headers, its body unread.</summary>
    /// <param name="path">What it is counted by.</param>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken);

    /// <summary>Counts an invocation that arrives, where the callee's sidecar is in this process.</summary>
    void CountReceived(string callerAppId);
}
