using System.Text.Json;
using MusicGraph.Dapr.Client.Http;

namespace MusicGraph.Dapr.Client;

/// <summary>
/// A client of Dapr's HTTP API with the names and signatures of the package Dapr.Client 1.16. Get it by
/// <c>services.AddDaprClient()</c> or <see cref="DaprClientBuilder"/>; keep one for the life of the app.
/// </summary>
/// <remarks>
/// Every method throws <see cref="DaprException"/> when the sidecar cannot be reached and <see cref="DaprApiException"/> when it
/// answers with an error. API: https://docs.dapr.io/reference/api/.
/// </remarks>
public abstract partial class DaprClient : IDisposable
{
    /// <summary>How values are written to and read from JSON.</summary>
    public abstract JsonSerializerOptions JsonSerializerOptions { get; }

    /// <summary>
    /// Makes an <see cref="HttpClient"/> that reaches <paramref name="appId"/> through the sidecar: <c>GET /songs</c> becomes
    /// <c>GET /v1.0/invoke/{appId}/method/songs</c>. Bodies are streamed, statuses are passed through, there is no time limit.
    /// </summary>
    /// <param name="appId">The app that relative addresses go to; an absolute address goes to the app its host names.</param>
    /// <param name="daprEndpoint">The sidecar; by default what the environment says.</param>
    /// <param name="daprApiToken">The sidecar's API token; by default what the environment says.</param>
    public static HttpClient CreateInvokeHttpClient(string? appId = null, string? daprEndpoint = null, string? daprApiToken = null)
    {
        var environment = DaprEndpoint.FromEnvironment();
        var endpoint = new DaprEndpoint(
            daprEndpoint is null ? environment.Address : DaprEndpoint.Parse(daprEndpoint),
            daprApiToken ?? environment.ApiToken);
        return InvocationHandler.CreateClient(appId, endpoint, SidecarHandler.Create(), ownsHandler: true);
    }

    /// <summary>
    /// Like <see cref="CreateInvokeHttpClient"/>, but through this client's sidecar and over its connections: the one to use where several
    /// apps share a process. Disposing it leaves this client as it is.
    /// </summary>
    public abstract HttpClient CreateInvokableHttpClient(string? appId = null);

    /// <summary>Makes a POST request of another app's method, to be sent by <see cref="InvokeMethodWithResponseAsync"/>.</summary>
    public HttpRequestMessage CreateInvokeMethodRequest(string appId, string methodName)
        => CreateInvokeMethodRequest(HttpMethod.Post, appId, methodName);

    /// <summary>Makes a request of another app's method.</summary>
    public HttpRequestMessage CreateInvokeMethodRequest(HttpMethod httpMethod, string appId, string methodName)
        => CreateInvokeMethodRequest(httpMethod, appId, methodName, []);

    /// <summary>Makes a POST request of another app's method with a JSON body.</summary>
    public HttpRequestMessage CreateInvokeMethodRequest<TRequest>(string appId, string methodName, TRequest data)
        => CreateInvokeMethodRequest(HttpMethod.Post, appId, methodName, [], data);

    /// <summary>Makes a request of another app's method.</summary>
    public abstract HttpRequestMessage CreateInvokeMethodRequest(
        HttpMethod httpMethod,
        string appId,
        string methodName,
        IReadOnlyCollection<KeyValuePair<string, string>> queryStringParameters);

    /// <summary>Makes a request of another app's method with a JSON body.</summary>
    public abstract HttpRequestMessage CreateInvokeMethodRequest<TRequest>(
        HttpMethod httpMethod,
        string appId,
        string methodName,
        IReadOnlyCollection<KeyValuePair<string, string>> queryStringParameters,
        TRequest data);

    /// <summary>Sends a request of another app's method and gives its answer, whatever its status, once the headers are there.</summary>
    /// <exception cref="InvocationException">Nothing was answered.</exception>
    public abstract Task<HttpResponseMessage> InvokeMethodWithResponseAsync(
        HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Sends a request of another app's method.</summary>
    /// <exception cref="InvocationException">The answer says no success, or there is none.</exception>
    public abstract Task InvokeMethodAsync(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Sends a request of another app's method and reads its JSON answer.</summary>
    /// <exception cref="InvocationException">The answer says no success, is no JSON, or there is none.</exception>
    public abstract Task<TResponse> InvokeMethodAsync<TResponse>(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Calls another app's method.</summary>
    /// <exception cref="InvocationException">The answer says no success, or there is none.</exception>
    public async Task InvokeMethodAsync(HttpMethod httpMethod, string appId, string methodName, CancellationToken cancellationToken = default)
    {
        using var request = CreateInvokeMethodRequest(httpMethod, appId, methodName);
        await InvokeMethodAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls another app's method and reads its JSON answer.</summary>
    /// <exception cref="InvocationException">The answer says no success, is no JSON, or there is none.</exception>
    public async Task<TResponse> InvokeMethodAsync<TResponse>(
        HttpMethod httpMethod, string appId, string methodName, CancellationToken cancellationToken = default)
    {
        using var request = CreateInvokeMethodRequest(httpMethod, appId, methodName);
        return await InvokeMethodAsync<TResponse>(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls another app's method with a JSON body and reads its JSON answer.</summary>
    /// <exception cref="InvocationException">The answer says no success, is no JSON, or there is none.</exception>
    public async Task<TResponse> InvokeMethodAsync<TRequest, TResponse>(
        HttpMethod httpMethod, string appId, string methodName, TRequest data, CancellationToken cancellationToken = default)
    {
        using var request = CreateInvokeMethodRequest(httpMethod, appId, methodName, [], data);
        return await InvokeMethodAsync<TResponse>(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections to the sidecar.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections to the sidecar.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
