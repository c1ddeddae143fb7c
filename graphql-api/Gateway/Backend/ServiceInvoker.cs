using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Gateway.Backend;

/// <summary>Calls services through Dapr's service invocation with the caller's own token, so that each checks its rules itself.</summary>
internal sealed class ServiceInvoker(DaprClient dapr, IHttpContextAccessor http, ILogger<ServiceInvoker> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpClient> _clients = [];

    /// <summary>A client whose relative addresses are the routes of an app. It belongs to this invoker.</summary>
    public HttpClient Client(string appId) => _clients.GetOrAdd(appId, Create);

    public Task<T> GetAsync<T>(string appId, string route, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        SendAsync(appId, HttpMethod.Get, route, null, answer, cancellationToken);

    /// <summary>Null for 404.</summary>
    public async Task<T?> FindAsync<T>(string appId, string route, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(appId, route, answer, cancellationToken);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public Task<T> PostAsync<TBody, T>(
        string appId, string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        SendAsync(appId, HttpMethod.Post, route, JsonContent.Create(body, bodyType), answer, cancellationToken);

    /// <exception cref="ServiceProblemException">The service refused.</exception>
    /// <exception cref="HttpRequestException">The service or the sidecar cannot be reached or fails.</exception>
    public async Task<T> SendAsync<T>(
        string appId, HttpMethod method, string route, HttpContent? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(appId, method, route, body, cancellationToken);
        return await response.Content.ReadFromJsonAsync(answer, cancellationToken)
            ?? throw new HttpRequestException($"The service '{appId}' answered nothing.", null, response.StatusCode);
    }

    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<HttpResponseMessage> SendAsync(
        string appId, HttpMethod method, string route, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body };
        if (AuthenticationHeaderValue.TryParse(http.HttpContext?.Request.Headers.Authorization, out var authorization))
            request.Headers.Authorization = authorization;
        if (appId == UserClient.AppId && http.HttpContext is { } caller)
            Introduce(caller, request);
        try
        {
            var response = await Client(appId).SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw await ServiceProblem.ReadAsync(appId, response, cancellationToken);
        }
        catch (HttpRequestException fault) when (BackendErrors.IsUnavailable(fault))
        {
            // Clients are told, so that nobody else logs it.
            logger.LogWarning(fault, "{Method} {Route} of the service {App} cannot be reached", method, route.Split('?')[0], appId);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    /// <summary>Only who throttles log-ins and lists sessions has to know where a request comes from.</summary>
    private static void Introduce(HttpContext caller, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(ClientHeaders.Address, caller.Connection.RemoteIpAddress?.ToString());
        // A header that is sent on has to be ASCII, whatever came.
        var agent = caller.Request.Headers.UserAgent.ToString();
        request.Headers.TryAddWithoutValidation(ClientHeaders.Agent, string.Concat(agent.Select(c => char.IsBetween(c, ' ', '~') ? c : '?')));
    }

    // A track takes as long as it takes; the package Dapr.Client would give up after HttpClient's 100 s.
    private HttpClient Create(string appId)
    {
        var client = dapr.CreateInvokableHttpClient(appId);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }
}
