using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Gateway.Tests;

/// <summary>Dapr's invocation route over services that live in memory; it remembers what was called.</summary>
internal sealed class FakeSidecar : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedCall> _calls = [];
    private readonly WebApplication _app;

    private FakeSidecar(WebApplication app, FakeServices services)
    {
        _app = app;
        Services = services;
    }

    public FakeServices Services { get; }

    public string Address => _app.Urls.First();

    /// <summary>The calls of services since the last <see cref="Forget"/>; not those for keys or health.</summary>
    public IReadOnlyList<RecordedCall> Calls => [.. _calls];

    public void Forget() => _calls.Clear();

    public static async Task<FakeSidecar> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var sidecar = new FakeSidecar(app, new FakeServices());
        app.MapGet("/v1.0/healthz/outbound", () => sidecar.Services.SidecarIsReady ? Results.NoContent() : Results.StatusCode(500));
        app.MapGet("/v1.0/healthz", () => Results.NoContent());
        app.Map("/v1.0/invoke/{appId}/method/{**path}", sidecar.InvokeAsync);
        await app.StartAsync();
        return sidecar;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task InvokeAsync(HttpContext context, string appId, string path)
    {
        if (path == "healthz")
        {
            context.Response.StatusCode = Services.Unhealthy.Contains(appId) ? 503 : 200;
            return;
        }

        if (path == ".well-known/jwks.json")
        {
            await context.Response.WriteAsync(Tokens.KeySet);
            return;
        }

        if (appId == "audio" && path is not ("audio/batch" or "covers/batch"))
        {
            Record(context, appId, path, "");
            await Services.Media.HandleAsync(context, path);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Record(context, appId, path, body);
        var result = Services.Answer(new FakeRequest(appId, context.Request.Method, path, context.Request.Query, body));
        await result.ExecuteAsync(context);
    }

    private void Record(HttpContext context, string appId, string path, string body) => _calls.Enqueue(new RecordedCall(
        appId, context.Request.Method, path, context.Request.QueryString.Value ?? "", body, context.Request.Headers.Authorization,
        context.Request.Headers[ClientHeaders.Address]));
}
