using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>Makes activities and measurements of what DataLoaders do.</summary>
internal sealed class ActivityDataLoaderListener(InstrumentationOptions options) : DataLoaderDiagnosticEventListener
{
    private readonly ConditionalWeakTable<object, Activity> _activities = [];

    public override void ResolvedTaskFromCache(object dataLoader, int count)
    {
        if (GraphQLTelemetry.CacheHits.Enabled) GraphQLTelemetry.CacheHits.Add(count, Name(dataLoader));
    }

    public override IDisposable ExecuteBatch<TKey>(object dataLoader, IReadOnlyList<TKey> keys)
    {
        if (GraphQLTelemetry.BatchSize.Enabled) GraphQLTelemetry.BatchSize.Record(keys.Count, Name(dataLoader));
        var isTraced = (options.Scopes & ActivityScopes.DataLoaderBatch) != 0;
        var activity = isTraced ? GraphQLTelemetry.Source.StartActivity("GraphQL DataLoader Batch") : null;
        if (activity is null) return EmptyScope;
        activity.SetTag("graphql.dataloader.name", dataLoader.GetType().Name);
        activity.SetTag("graphql.dataloader.batch.size", keys.Count);
        if (options.IncludeDataLoaderKeys) activity.SetTag("graphql.dataloader.batch.keys", keys.Select(key => key.ToString()).ToArray());
        _activities.Add(keys, activity);
        return activity;
    }

    public override void BatchError<TKey>(IReadOnlyList<TKey> keys, Exception error)
    {
        if (_activities.TryGetValue(keys, out var activity)) activity.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
    }

    private static KeyValuePair<string, object?> Name(object dataLoader) => new("graphql.dataloader.name", dataLoader.GetType().Name);
}
