using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MusicGraph.ServiceDefaults;

/// <summary>
/// Sends traces and metrics by OTLP where the setting <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector, by HTTP unless
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> is <c>grpc</c>; without it nothing is collected.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "MusicGraph.GraphQL"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "MusicGraph.GraphQL"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } endpoint) return;
        var isGrpc = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Configuration["APP_ID"] ?? builder.Environment.ApplicationName;
        var resource = ResourceBuilder.CreateDefault().AddService(name);
        builder.Services.AddHostedService(_ => new Export(
            () => Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(Sources)
                .AddOtlpExporter(options => Configure(options, endpoint, isGrpc, "v1/traces"))
                .Build(),
            () => Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(Meters)
                .AddOtlpExporter(options => Configure(options, endpoint, isGrpc, "v1/metrics"))
                .Build()));
    }

    private static void Configure(OtlpExporterOptions options, string endpoint, bool isGrpc, string path)
    {
        options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(isGrpc ? endpoint : $"{endpoint.TrimEnd('/')}/{path}");
    }

    /// <summary>Collects from the start of the app to its end, when what is left is sent.</summary>
    private sealed class Export(Func<TracerProvider> traces, Func<MeterProvider> metrics) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _traces = traces();
            _metrics = metrics();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.ForceFlush(5_000);
            _metrics?.ForceFlush(5_000);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
        }
    }
}
