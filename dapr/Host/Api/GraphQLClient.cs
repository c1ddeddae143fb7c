using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicGraph.Host.Api;

/// <summary>Sends GraphQL operations to the gateway over HTTP, like any other client.</summary>
internal sealed class GraphQLClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The client's transport, whose base address is the gateway's.</summary>
    public HttpClient Http { get; } = http;

    /// <summary>Runs an operation and returns <c>data</c>.</summary>
    /// <exception cref="ApiException">The answer holds errors, or is no GraphQL answer.</exception>
    public async Task<JsonElement> SendAsync(string document, object? variables, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = document, variables }, options: Options),
        };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            if (body.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0)
                throw new ApiException(errors[0].GetProperty("message").GetString() ?? "unknown");
            return body.GetProperty("data");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ApiException($"The gateway does not answer: {error.Message}", inner: error);
        }
    }

    /// <summary>Runs a mutation of one field and returns its payload.</summary>
    /// <exception cref="MutationFailedException">The mutation failed in a way that the schema knows.</exception>
    public async Task<JsonElement> MutateAsync(string document, object input, string? token, CancellationToken cancellationToken)
    {
        var data = await SendAsync(document, new { input }, token, cancellationToken);
        var payload = data.EnumerateObject().First().Value;
        if (payload.TryGetProperty("errors", out var errors) && errors is { ValueKind: JsonValueKind.Array } && errors.GetArrayLength() > 0)
            throw new MutationFailedException(errors[0].Clone());
        return payload;
    }
}
