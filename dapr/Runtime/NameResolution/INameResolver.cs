namespace MusicGraph.Dapr.Runtime.NameResolution;

/// <summary>Finds the sidecars of other processes.</summary>
internal interface INameResolver : IAsyncDisposable
{
    /// <summary>An address of a sidecar of an app, as <c>host:port</c>; null where there is none.</summary>
    /// <exception cref="HttpRequestException">It cannot be looked up.</exception>
    ValueTask<string?> ResolveAsync(string appId, string @namespace, CancellationToken cancellationToken);
}
