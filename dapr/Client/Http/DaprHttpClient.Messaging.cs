using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    public override Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default)
        => PublishAsync(pubsubName, topicName, new ReadOnlyMemoryContent(default), metadata: null, cancellationToken);

    public override Task PublishEventAsync(
        string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
        => PublishAsync(pubsubName, topicName, new ReadOnlyMemoryContent(default), metadata, cancellationToken);

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default)
        => PublishAsync(pubsubName, topicName, EventBody(data), metadata: null, cancellationToken);

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
        => PublishAsync(pubsubName, topicName, EventBody(data), metadata, cancellationToken);

    public override Task PublishByteEventAsync(
        string pubsubName,
        string topicName,
        ReadOnlyMemory<byte> data,
        string dataContentType = "application/json",
        Dictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var content = new ReadOnlyMemoryContent(data) { Headers = { ContentType = MediaTypeHeaderValue.Parse(dataContentType) } };
        return PublishAsync(pubsubName, topicName, content, metadata, cancellationToken);
    }

    public override async Task InvokeBindingAsync<TRequest>(
        string bindingName,
        string operation,
        TRequest data,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await SendBindingAsync(bindingName, operation, data, metadata, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<TResponse> InvokeBindingAsync<TRequest, TResponse>(
        string bindingName,
        string operation,
        TRequest data,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await SendBindingAsync(bindingName, operation, data, metadata, cancellationToken).ConfigureAwait(false);
        return await ReadJsonAsync<TResponse>(response, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<BindingResponse> InvokeBindingAsync(BindingRequest request, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, BindingPath(request.BindingName))
        {
            Content = new BindingContent(request.Operation, request.Metadata, request.Data),
        };
        using var response = await SendCheckedAsync(message, cancellationToken).ConfigureAwait(false);
        var data = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);

        var metadata = new Dictionary<string, string>();
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (name.StartsWith(DaprHeaders.MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                metadata[name[DaprHeaders.MetadataPrefix.Length..]] = values.ToString();
        }

        return new BindingResponse(request, data, metadata);
    }

    private static string BindingPath(string bindingName) => "/v1.0/bindings/" + Uri.EscapeDataString(bindingName);

    private Task PublishAsync(
        string pubsubName, string topicName, HttpContent content, Dictionary<string, string>? metadata, CancellationToken cancellationToken)
        => PostAsync(PublishPath("/v1.0/publish/", pubsubName, topicName, metadata), content, cancellationToken);

    private static string PublishPath(string api, string pubsubName, string topicName, Dictionary<string, string>? metadata)
    {
        var query = new StringBuilder();
        AppendMetadata(query, metadata);
        return $"{api}{Uri.EscapeDataString(pubsubName)}/{Uri.EscapeDataString(topicName)}{query}";
    }

    private ByteArrayContent EventBody<T>(T data)
    {
        var body = Body(data);
        if (data is CloudEvent)
            body.Headers.ContentType = s_cloudEvent;
        return body;
    }

    private ByteArrayContent Body<T>(T data)
        => new(JsonSerializer.SerializeToUtf8Bytes(data, TypeInfo<T>())) { Headers = { ContentType = s_json } };

    private async Task<HttpResponseMessage> SendBindingAsync<TRequest>(
        string bindingName,
        string operation,
        TRequest data,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, BindingPath(bindingName))
        {
            Content = data is ReadOnlyMemory<byte> bytes ? new BindingContent(operation, metadata, bytes) : BindingBody(operation, data, metadata),
        };
        return await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private ReadOnlyMemoryContent BindingBody<TRequest>(string operation, TRequest data, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("operation"u8, operation);
            writer.WritePropertyName("data"u8);
            JsonSerializer.Serialize(writer, data, TypeInfo<TRequest>());
            writer.WriteStartObject("metadata"u8);
            foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
                writer.WriteString(key, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonBody(buffer);
    }
}
