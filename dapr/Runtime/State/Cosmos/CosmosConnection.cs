namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>
/// Tells an account that is away. The library tries a connection that fails again and again, which is right for a moment's outage; after
/// <see cref="s_patience"/> every call fails at once, with the reason, until a connection stands again.
/// </summary>
internal sealed class CosmosConnection(TimeProvider time) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    // When connections began to fail; 0 while they stand.
    private long _awaySince;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _awaySince, 0);
            return response;
        }
        catch (HttpRequestException error)
        {
            // The library also asks whether it runs in Azure, at an address that is there only.
            if (request.RequestUri is { HostNameType: UriHostNameType.IPv4, Host: "169.254.169.254" })
                throw;
            var now = time.GetTimestamp();
            var since = Interlocked.CompareExchange(ref _awaySince, now, 0);
            if (since == 0 || time.GetElapsedTime(since, now) < s_patience)
                throw;
            throw new CosmosRequestException($"Cosmos DB cannot be reached: {error.Message}", error);
        }
    }
}
