using MusicGraph.Dapr.Runtime.NameResolution;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Finds what an app id of an invocation stands for.</summary>
/// <param name="self">Whose invocations they are.</param>
/// <param name="endpoints">The HTTP endpoints that the app may use, by name.</param>
internal sealed class InvocationTargets(
    CallerIdentity self, SidecarDirectory directory, IReadOnlyDictionary<string, HttpEndpointDefinition> endpoints) : IDisposable
{
    private readonly HttpMessageInvoker _client = HttpConnections.Create();

    /// <summary>Finds the sidecars of other processes; null where only those of this one are known.</summary>
    public INameResolver? Resolver { get; set; }

    /// <summary>Null where there is none.</summary>
    public ValueTask<IInvocationTarget?> FindAsync(string appId, CancellationToken cancellationToken)
    {
        if (directory.Find(appId) is { } channel)
            return new(channel);
        if (endpoints.TryGetValue(appId, out var endpoint))
            return new(new HttpTarget(endpoint.BaseUrl, endpoint.Definition.Metadata, _client));
        if (IsAddress(appId) && Uri.TryCreate(appId, UriKind.Absolute, out var address))
            return new(new HttpTarget(address, Empty.Metadata, _client));

        // Dapr's other form of an app id: app.namespace.
        var dot = appId.IndexOf('.', StringComparison.Ordinal);
        var (id, space) = dot < 0 ? (appId, self.Namespace) : (appId[..dot], appId[(dot + 1)..]);
        if (dot >= 0 && space == self.Namespace && directory.Find(id) is { } named)
            return new(named);
        return Resolver is null ? default : ResolveAsync(Resolver, id, space, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsAddress(string appId)
        => appId.StartsWith("http://", StringComparison.Ordinal) || appId.StartsWith("https://", StringComparison.Ordinal);

    private async ValueTask<IInvocationTarget?> ResolveAsync(INameResolver resolver, string appId, string space, CancellationToken cancellationToken)
        => await resolver.ResolveAsync(appId, space, cancellationToken).ConfigureAwait(false) is { } address
            ? new RemoteSidecar(appId, "http://" + address, self, _client)
            : null;
}
