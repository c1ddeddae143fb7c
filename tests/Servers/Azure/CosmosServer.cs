using System.Globalization;
using System.Net.Http.Json;

namespace MusicGraph.Servers.Azure;

/// <summary>
/// Azure Cosmos DB: npm <c>@vercel/cosmosdb-server</c> over plain HTTP, with what it lacks mended in <c>npm/cosmosdb.js</c>. It keeps its
/// documents in memory and in a journal in <see cref="ServerProcess.Folder"/>, from which it has them again after a restart; 100,000 of
/// 2 MiB at the most, queries over all of them are slow beyond 10,000.
/// </summary>
public sealed class CosmosServer : NpmServer
{
    /// <summary>The only database.</summary>
    public const string Database = "musicgraph";

    /// <summary>The container that there is when nothing is said.</summary>
    public const string Container = "state";

    /// <summary>A key like those that Azure gives out; it guards nothing.</summary>
    public const string Key = "bXVzaWNncmFwaC10ZXN0cy1tdXNpY2dyYXBoLXRlc3RzLW11c2ljZ3JhcGgtdGVzdHMtbXVzaWNncmFwaA==";

    private static readonly HttpClient s_http = new();

    /// <summary>The containers, partitioned by <c>/partitionKey</c>, their time to live on, without a default.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [Container];

    /// <summary>What a component's <c>url</c> is.</summary>
    public string Url => $"http://127.0.0.1:{Port}/";

    /// <inheritdoc/>
    protected override IEnumerable<string> Command =>
        ["cosmosdb.js", Port.ToString(CultureInfo.InvariantCulture), Folder, Key, .. Containers.Select(container => $"{Database}/{container}")];

    /// <summary>Answers the next requests for documents with 429 and the time to wait.</summary>
    public Task ThrottleAsync(int count, TimeSpan retryAfter, CancellationToken cancellationToken = default)
        => ControlAsync(new { throttle = new { count, retryAfterMs = (int)retryAfter.TotalMilliseconds } }, cancellationToken);

    /// <summary>Accepts these Entra ID tokens, and no others.</summary>
    public Task AcceptTokensAsync(IEnumerable<string> tokens, CancellationToken cancellationToken = default)
        => ControlAsync(new { tokens }, cancellationToken);

    /// <summary>Puts the server's clock forward, so that documents expire.</summary>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
        => ControlAsync(new { advanceSeconds = (int)by.TotalSeconds }, cancellationToken);

    private async Task ControlAsync(object settings, CancellationToken cancellationToken)
    {
        using var response = await s_http.PostAsJsonAsync(new Uri(Url + "_control"), settings, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }
}
