using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>Where the engine's activities and measurements come from; give <see cref="Name"/> to a tracer and a meter provider.</summary>
public static class GraphQLTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "MusicGraph.GraphQL";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> RequestDuration = Meter.CreateHistogram(
        "graphql.server.request.duration",
        "s",
        "How long requests take; those of subscriptions until their stream is open.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    internal static readonly Histogram<int> BatchSize =
        Meter.CreateHistogram<int>("graphql.dataloader.batch.size", "{key}", "How many keys DataLoaders fetch at once.");

    internal static readonly Counter<long> CacheHits =
        Meter.CreateCounter<long>("graphql.dataloader.cache.hits", "{key}", "Keys that were loaded, or being loaded, when they were asked for.");

    internal static readonly UpDownCounter<long> Subscriptions =
        Meter.CreateUpDownCounter<long>("graphql.subscriptions.active", "{subscription}", "Subscriptions that are open.");

    internal static readonly UpDownCounter<long> Sockets =
        Meter.CreateUpDownCounter<long>("graphql.websocket.connections", "{connection}", "WebSockets that are open.");
}
