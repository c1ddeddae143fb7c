using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MusicGraph.Dapr.Client.Http;

/// <summary><see cref="DaprClient"/> over Dapr's HTTP API.</summary>
internal sealed partial class DaprHttpClient : DaprClient
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeHeaderValue s_cloudEvent = new("application/cloudevents+json");

    private readonly DaprEndpoint _endpoint;
    private readonly SocketsHttpHandler _handler = SidecarHandler.Create();
    private readonly HttpClient _sidecar;

    // Service invocation streams and may take as long as it takes; HttpClient's limit would cut it.
    private readonly HttpClient _invocation;

    public DaprHttpClient(DaprEndpoint endpoint, JsonSerializerOptions jsonOptions, TimeSpan timeout)
    {
        _endpoint = endpoint;
        JsonSerializerOptions = jsonOptions;
        _sidecar = CreateClient(timeout);
        _invocation = CreateClient(Timeout.InfiniteTimeSpan);
    }

    public override JsonSerializerOptions JsonSerializerOptions { get; }

    public override HttpClient CreateInvokableHttpClient(string? appId = null)
        => InvocationHandler.CreateClient(appId, _endpoint, _handler, ownsHandler: false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sidecar.Dispose();
            _invocation.Dispose();
            _handler.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ReadOnlyMemoryContent JsonBody(ArrayBufferWriter<byte> buffer)
        => new(buffer.WrittenMemory) { Headers = { ContentType = s_json } };

    private static void AppendMetadata(StringBuilder query, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        if (metadata is null)
            return;

        foreach (var (key, value) in metadata)
            AppendQuery(query, DaprHeaders.MetadataPrefix + key, value);
    }

    private static void AppendQuery(StringBuilder query, string key, string value)
        => query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(value));

    private HttpClient CreateClient(TimeSpan timeout)
    {
        var client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = _endpoint.Address, Timeout = timeout };
        if (_endpoint.ApiToken is { } token)
            client.DefaultRequestHeaders.TryAddWithoutValidation(DaprHeaders.ApiToken, token);
        return client;
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.GetTypeInfo(typeof(T));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _sidecar.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new DaprException($"The Dapr sidecar at {_endpoint.Address} could not be reached: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DaprException($"The Dapr sidecar at {_endpoint.Address} did not answer in time.", error);
        }
    }

    private async Task<HttpResponseMessage> SendCheckedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw await ReadErrorAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task PostAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<DaprApiException> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        => ReadError(response, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));

    private static DaprApiException ReadError(HttpResponseMessage response, byte[] body)
    {
        string? code = null;
        string? message = null;
        if (TryParseObject(body, out var document))
        {
            using (document)
            {
                code = ReadString(document.RootElement, "errorCode");
                message = ReadString(document.RootElement, "message");
            }
        }
        else if (body.Length is > 0 and < 1024)
        {
            // Something between here and the sidecar answered in a form of its own: its text is all there is.
            message = Encoding.UTF8.GetString(body);
        }

        return new DaprApiException(
            message ?? $"The Dapr sidecar answered {(int)response.StatusCode} {response.ReasonPhrase}.", code, response.StatusCode);
    }

    private static bool TryParseObject(byte[] body, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            var parsed = JsonDocument.Parse(body);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
                document = parsed;
            else
                parsed.Dispose();
        }
        catch (JsonException)
        {
            // No JSON: the answer says so.
        }

        return document is not null;
    }

    private static string? ReadString(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
