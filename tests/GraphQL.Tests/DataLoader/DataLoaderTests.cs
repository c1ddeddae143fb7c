using MusicGraph.GraphQL.DataLoader;

namespace MusicGraph.GraphQL.Tests.DataLoader;

public sealed class DataLoaderTests
{
    private readonly HeldScheduler _scheduler = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAsync_TheSameKeyTwice_IsFetchedOnce()
    {
        var squares = new Squares(_scheduler);

        var first = squares.LoadAsync(2, Token);
        var again = squares.LoadAsync(2, Token);
        var several = squares.LoadAsync(Token, 3, 2, 3);
        _scheduler.Dispatch();

        Assert.Same(first, again);
        Assert.Equal([9, 4, 9], await several);
        Assert.Equal(["2,3"], squares.Fetches);
    }

    [Fact]
    public async Task LoadAsync_MoreKeysThanABatchTakes_AreFetchedBySeveral()
    {
        var squares = new Squares(_scheduler, new DataLoaderOptions { MaxBatchSize = 2 });

        var all = squares.LoadAsync([1, 2, 3, 4, 5], Token);
        _scheduler.Dispatch();

        Assert.Equal([1, 4, 9, 16, 25], await all);
        Assert.Equal(["1,2", "3,4", "5"], squares.Fetches.Order());
    }

    [Fact]
    public async Task LoadAsync_KeysThatFail_FailAloneAndOthersDoNot()
    {
        var roots = new Roots(_scheduler);

        var one = roots.LoadAsync(16, Token);
        var bad = roots.LoadAsync(-1, Token);
        var none = roots.LoadAsync(2, Token);
        _scheduler.Dispatch();

        Assert.Equal("4", await one);
        Assert.Null(await none);
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => bad);
        Assert.Equal("-1 has no root.", exception.Message);
    }

    [Fact]
    public async Task LoadRequiredAsync_AKeyWithoutValue_Throws()
    {
        var roots = new Roots(_scheduler);

        var one = roots.LoadRequiredAsync(16, Token);
        var none = roots.LoadRequiredAsync(2, Token);
        var several = roots.LoadRequiredAsync([16, 2], Token);
        var all = roots.LoadRequiredAsync([16, 25], Token);
        _scheduler.Dispatch();

        Assert.Equal("4", await one);
        Assert.Equal(["4", "5"], await all);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => none);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => several);
    }

    [Fact]
    public async Task SetCacheEntry_OfAnUnknownKey_SparesTheFetch()
    {
        var squares = new Squares(_scheduler);

        squares.SetCacheEntry(2, 400);
        squares.SetCacheEntry(2, 500);

        Assert.Equal(400, await squares.LoadAsync(2, Token));
        Assert.Empty(squares.Fetches);
    }

    [Fact]
    public async Task RemoveCacheEntry_OfAKnownKey_LetsItBeFetchedAgain()
    {
        var squares = new Squares(_scheduler);
        var before = squares.LoadAsync([1, 2, 3], Token);
        squares.RemoveCacheEntry(1);
        var waiting = squares.LoadAsync(1, Token);
        _scheduler.Dispatch();
        await Task.WhenAll(before, waiting);

        squares.RemoveCacheEntry(2);
        var second = squares.LoadAsync([1, 2, 3], Token);
        _scheduler.Dispatch();
        await second;
        squares.ClearCache();
        var third = squares.LoadAsync([1, 2], Token);
        _scheduler.Dispatch();
        await third;

        Assert.Equal(["1,2,3", "2", "1,2"], squares.Fetches);
    }

    [Fact]
    public async Task LoadAsync_OfACache_FetchesEachKeyOnceUntilItIsForgotten()
    {
        var cache = new Words();

        Assert.Equal(["a!", "b!", "a!"], await cache.LoadAsync(Token, "a", "b", "a"));
        cache.RemoveCacheEntry("a");
        cache.SetCacheEntry("b", "ignored");
        await cache.LoadAsync(Token, "a", "b");
        cache.ClearCache();
        await cache.LoadAsync("b", Token);

        Assert.Equal(["a", "b", "a", "b"], cache.Fetches);
    }

    [Fact]
    public async Task LoadAsync_FromManyThreads_FetchesEachKeyOnce()
    {
        var squares = new Squares(new BatchScheduler());

        var loads = Enumerable.Range(0, 8).Select(_ => Task.Run(() => squares.LoadAsync([.. Enumerable.Range(0, 50)], Token), Token));
        foreach (var values in await Task.WhenAll(loads)) Assert.Equal(Enumerable.Range(0, 50).Select(key => key * key), values);

        var fetched = squares.Fetches.SelectMany(keys => keys.Split(',')).ToList();
        Assert.Equal(fetched.Distinct().Count(), fetched.Count);
    }

    /// <summary>Dispatches when the test says so.</summary>
    private sealed class HeldScheduler : IBatchScheduler
    {
        private readonly List<IDispatchable> _waiting = [];

        public CancellationToken RequestAborted => TestContext.Current.CancellationToken;
        public int ExpectedKeys => 1;
        public int MaxBatchSize => 1024;

        public void Schedule(IDispatchable batch) => _waiting.Add(batch);

        public void BeginCompletion() { }

        public void EndCompletion() { }

        public void Dispatch()
        {
            IDispatchable[] waiting = [.. _waiting];
            _waiting.Clear();
            foreach (var batch in waiting) batch.Dispatch();
        }
    }

    private sealed class Squares(IBatchScheduler scheduler, DataLoaderOptions? options = null) : BatchDataLoader<int, int>(scheduler, options)
    {
        private readonly Lock _gate = new();

        public List<string> Fetches { get; } = [];

        protected override Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            lock (_gate) Fetches.Add(string.Join(",", keys.Order()));
            return Task.FromResult<IReadOnlyDictionary<int, int>>(keys.ToDictionary(key => key, key => key * key));
        }
    }

    private sealed class Roots(IBatchScheduler scheduler) : ResultDataLoader<int, string>(scheduler)
    {
        protected override Task<IReadOnlyDictionary<int, Result<string>>> LoadResultsAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            var results = new Dictionary<int, Result<string>>();
            foreach (var key in keys)
            {
                if (key < 0) results[key] = new ArgumentException($"{key} has no root.");
                else if (double.IsInteger(Math.Sqrt(key))) results[key] = $"{Math.Sqrt(key)}";
            }

            return Task.FromResult<IReadOnlyDictionary<int, Result<string>>>(results);
        }
    }

    private sealed class Words : CacheDataLoader<string, string>
    {
        public List<string> Fetches { get; } = [];

        protected override Task<string?> LoadSingleAsync(string key, CancellationToken cancellationToken)
        {
            Fetches.Add(key);
            return Task.FromResult<string?>(key + "!");
        }
    }
}
