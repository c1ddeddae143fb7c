using BenchmarkDotNet.Attributes;

namespace MusicGraph.Micro;

/// <summary>Fifty keys through a DataLoader outside of a request, whose fetch answers at once.</summary>
public class DataLoaderBenchmarks
{
    private const int Keys = 50;

    private static readonly int[] AllKeys = [.. Enumerable.Range(0, Keys)];
    private static readonly Dictionary<int, int> Values = AllKeys.ToDictionary(key => key);
    private readonly HeldScheduler _scheduler = new();

    [Benchmark]
    public async Task<int> KeyByKey()
    {
        using var loader = new Loader(_scheduler);
        var tasks = new Task<int>[Keys];
        for (var i = 0; i < Keys; i++) tasks[i] = loader.LoadAsync(i);
        _scheduler.Dispatch();
        var sum = 0;
        foreach (var task in tasks) sum += await task;
        return sum;
    }

    [Benchmark]
    public async Task<int> Together()
    {
        using var loader = new Loader(_scheduler);
        var values = loader.LoadAsync(AllKeys);
        _scheduler.Dispatch();
        return (await values).Count;
    }

    private sealed class Loader(IBatchScheduler scheduler) : BatchDataLoader<int, int>(scheduler)
    {
        protected override Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<int, int>>(Values);
    }
}
