using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Gateway.Tests;

/// <summary>Traces and metrics, as they reach a collector that speaks OTLP over HTTP.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task The_gateway_sends_the_spans_and_measurements_of_operations_to_the_collector()
    {
        var received = new ConcurrentQueue<(string Kind, string Text)>();
        await using var collector = await StartCollectorAsync(received);
        await using (var gateway = Program.Create(
        [
            "--urls=http://127.0.0.1:0",
            "--DAPR_HTTP_ENDPOINT=http://127.0.0.1:1",
            "--APP_ID=gateway",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}",
        ]))
        {
            await gateway.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
            using var response = await client.PostAsJsonAsync("/graphql", new { query = "query Hello { __typename }" }, TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
            await gateway.StopAsync(TestContext.Current.CancellationToken);
        }

        var traces = string.Concat(received.Where(message => message.Kind == "traces").Select(message => message.Text));
        Assert.Contains("gateway", traces);
        Assert.Contains("query Hello", traces);
        Assert.Contains("graphql.operation.name", traces);
        var metrics = string.Concat(received.Where(message => message.Kind == "metrics").Select(message => message.Text));
        Assert.Contains("graphql.server.request.duration", metrics);
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentQueue<(string Kind, string Text)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);

            // Names and texts stand in protobuf as they are.
            received.Enqueue((kind, Encoding.UTF8.GetString(body.ToArray())));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
