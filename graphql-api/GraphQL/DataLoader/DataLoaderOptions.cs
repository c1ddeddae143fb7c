namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Limits of DataLoaders; registered as a service, those of all.</summary>
public sealed class DataLoaderOptions
{
    internal static readonly DataLoaderOptions Default = new();

    /// <summary>The most keys that one fetch is asked for; more are fetched by several. 0 for no limit.</summary>
    public int MaxBatchSize { get; set; } = 1024;

    internal int BatchLimit => MaxBatchSize <= 0 ? int.MaxValue : MaxBatchSize;
}
