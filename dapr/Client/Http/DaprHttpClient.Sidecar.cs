using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);

    public override Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default)
        => IsHealthyAsync("/v1.0/healthz", cancellationToken);

    public override Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default)
        => IsHealthyAsync("/v1.0/healthz/outbound", cancellationToken);

    public override async Task WaitForSidecarAsync(CancellationToken cancellationToken = default)
    {
        while (!await CheckOutboundHealthAsync(cancellationToken).ConfigureAwait(false))
            await Task.Delay(s_pollInterval, cancellationToken).ConfigureAwait(false);
    }

    public override Task ShutdownSidecarAsync(CancellationToken cancellationToken = default)
        => PostAsync("/v1.0/shutdown", new ReadOnlyMemoryContent(default), cancellationToken);

    public override async Task<DaprMetadata> GetMetadataAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/metadata");
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var root = document.RootElement;
        return new DaprMetadata(
            ReadString(root, "id") ?? "",
            root.TryGetProperty("extended", out var extended)
                ? extended.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "")
                : [],
            root.TryGetProperty("components", out var components) ? [.. components.EnumerateArray().Select(ReadComponent)] : []);
    }

    public override async Task SetMetadataAsync(string attributeName, string attributeValue, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1.0/metadata/" + Uri.EscapeDataString(attributeName))
        {
            Content = new StringContent(attributeValue),
        };
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static DaprComponentsMetadata ReadComponent(JsonElement component)
        => new(
            ReadString(component, "name") ?? "",
            ReadString(component, "type") ?? "",
            ReadString(component, "version") ?? "",
            component.TryGetProperty("capabilities", out var capabilities)
                ? [.. capabilities.EnumerateArray().Select(item => item.GetString() ?? "")]
                : []);

    private async Task<bool> IsHealthyAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (DaprException)
        {
            return false; // Not reached is not healthy: that is the answer.
        }
    }
}
