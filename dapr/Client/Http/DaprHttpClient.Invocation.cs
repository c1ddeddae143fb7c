using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    private static readonly HttpRequestOptionsKey<(string AppId, string Method)> s_target = new("dapr-target");

    public override HttpRequestMessage CreateInvokeMethodRequest(
        HttpMethod httpMethod,
        string appId,
        string methodName,
        IReadOnlyCollection<KeyValuePair<string, string>> queryStringParameters)
    {
        var query = new StringBuilder();
        foreach (var (key, value) in queryStringParameters)
            AppendQuery(query, key, value);

        // A method may hold a path and a query; only the characters that no address can hold are escaped, by Uri itself.
        var path = $"/v1.0/invoke/{Uri.EscapeDataString(appId)}/method/{methodName.TrimStart('/')}";
        if (query.Length > 0 && path.Contains('?', StringComparison.Ordinal))
            query[0] = '&';

        var request = new HttpRequestMessage(httpMethod, new Uri(_endpoint.Address, path + query));
        request.Options.Set(s_target, (appId, methodName));
        return request;
    }

    public override HttpRequestMessage CreateInvokeMethodRequest<TRequest>(
        HttpMethod httpMethod,
        string appId,
        string methodName,
        IReadOnlyCollection<KeyValuePair<string, string>> queryStringParameters,
        TRequest data)
    {
        var request = CreateInvokeMethodRequest(httpMethod, appId, methodName, queryStringParameters);
        request.Content = Body(data);
        return request;
    }

    public override async Task<HttpResponseMessage> InvokeMethodWithResponseAsync(
        HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _invocation.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw Failed(request, error, response: null);
        }
    }

    public override async Task InvokeMethodAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var response = await InvokeMethodWithResponseAsync(request, cancellationToken).ConfigureAwait(false);
        EnsureSuccess(request, response);
        response.Dispose();
    }

    public override async Task<TResponse> InvokeMethodAsync<TResponse>(
        HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var response = await InvokeMethodWithResponseAsync(request, cancellationToken).ConfigureAwait(false);
        EnsureSuccess(request, response);
        try
        {
            using (response)
                return await ReadJsonAsync<TResponse>(response, cancellationToken).ConfigureAwait(false);
        }
        catch (DaprException error) when (error.InnerException is JsonException)
        {
            throw Failed(request, error, response);
        }
    }

    private static void EnsureSuccess(HttpRequestMessage request, HttpResponseMessage response)
    {
        // The response stays open: the caller may read a problem's details from the exception.
        if (!response.IsSuccessStatusCode)
        {
            var cause = new HttpRequestException($"the answer was {(int)response.StatusCode} {response.ReasonPhrase}", null, response.StatusCode);
            throw Failed(request, cause, response);
        }
    }

    private static InvocationException Failed(HttpRequestMessage request, Exception cause, HttpResponseMessage? response)
    {
        var (appId, method) = request.Options.TryGetValue(s_target, out var target) ? target : ("", request.RequestUri?.PathAndQuery ?? "");
        return new InvocationException(appId, method, cause, response);
    }
}
