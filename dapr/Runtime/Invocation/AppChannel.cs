using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Metrics;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>A sidecar's connections to its app.</summary>
internal sealed class AppChannel(string appId, string? appToken, AccessControl? accessControl, SidecarMetrics metrics) : IInvocationTarget, IDisposable
{
    private readonly HttpMessageInvoker _client = HttpConnections.Create();

    private string? _base;
    private volatile bool _isWell = true;

    public string AppId { get; } = appId;

    public SidecarMetrics Metrics { get; } = metrics;

    /// <summary>Whether the app may be sent something; where nobody checks its health it always may.</summary>
    public bool IsWell { get => _isWell; set => _isWell = value; }

    public bool IsConnected => Volatile.Read(ref _base) is not null;

    public void Connect(Uri app) => Volatile.Write(ref _base, app.GetLeftPart(UriPartial.Authority));

    public bool Allows(CallerIdentity caller, string verb, string path) => accessControl is null || accessControl.Allows(caller, verb, path);

    public void CountReceived(string callerAppId) => Metrics.InvocationReceived(callerAppId);

    public HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery)
    {
        var address = Volatile.Read(ref _base) ?? throw new HttpRequestException($"it is not known where app {AppId} listens");
        var request = HttpConnections.CreateRequest(method, address, pathAndQuery);
        if (appToken is not null)
            request.Headers.TryAddWithoutValidation("dapr-api-token", appToken);
        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        if (!IsWell)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "app is not in a healthy state");
        var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Metrics.AppRequest(request.Method.Method, path, (int)response.StatusCode);
        return response;
    }

    /// <summary>Whether the app says that it is well.</summary>
    /// <remarks>As daprd's <c>HealthProbe</c>: without the app's token, and what cannot be reached is not well.</remarks>
    public async Task<bool> ProbeAsync(AppHealthCheck check, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(check.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = HttpConnections.CreateRequest(HttpMethod.Get, Volatile.Read(ref _base)!, "/" + check.Path.TrimStart('/'));
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            Metrics.AppProbe((int)response.StatusCode);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Metrics.AppProbe(StatusCodes.Status500InternalServerError);
            return false;
        }
    }

    public void Dispose() => _client.Dispose();
}
