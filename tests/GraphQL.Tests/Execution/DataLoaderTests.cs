using MusicGraph.GraphQL.DataLoader;

namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>DataLoaders as C# code uses them, outside of an execution.</summary>
public sealed class DataLoaderTests
{
    [Fact]
    public async Task LoadAsync_ListWithRepeatedKeys_FetchesEachOnceAndKeepsTheOrder()
    {
        var fetches = new Fetches();
        using var loader = new ArtistById(new BatchScheduler(), fetches);

        var artists = await loader.LoadAsync([3, 1, 3, 200, 2], TestContext.Current.CancellationToken);

        Assert.Equal([3, 1, 3, null, 2], artists.Select(artist => artist?.Id));
        Assert.Equal(["artists 1,2,3,200"], fetches.Calls);
    }

    [Fact]
    public async Task LoadAsync_KnownKeys_FetchesNothing()
    {
        var fetches = new Fetches();
        using var loader = new ArtistById(new BatchScheduler(), fetches);
        var first = await loader.LoadAsync(1, TestContext.Current.CancellationToken);

        var again = loader.LoadAsync(1, TestContext.Current.CancellationToken);
        var list = loader.LoadAsync([1, 1], TestContext.Current.CancellationToken);

        Assert.True(again.IsCompletedSuccessfully);
        Assert.True(list.IsCompletedSuccessfully);
        Assert.Same(first, await again);
        Assert.Equal([first, first], await list);
        Assert.Single(fetches.Calls);
    }

    [Fact]
    public async Task LoadAsync_NoKeys_AnswersAnEmptyList()
    {
        using var loader = new ArtistById(new BatchScheduler(), new Fetches());

        Assert.Empty(await loader.LoadAsync([], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LoadAsync_MoreKeysThanOneFetchTakes_GathersThoseOfSeveral()
    {
        var fetches = new Fetches();
        using var loader = new ArtistById(new BatchScheduler(), fetches);
        var keys = Enumerable.Range(0, 2_500).Select(i => i % 2 == 0 ? i : i % 100).ToArray();

        var artists = await loader.LoadAsync(keys, TestContext.Current.CancellationToken);

        Assert.Equal(keys.Select(key => key < 100 ? key : (int?)null), artists.Select(artist => artist?.Id));
        Assert.Equal(2, fetches.Calls.Count);
    }

    [Fact]
    public async Task LoadAsync_FetchThatFails_FailsAllThatWaitAndLaterOnes()
    {
        using var loader = new ArtistById(new BatchScheduler(), new Fetches());

        var list = loader.LoadAsync([1, -1], TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => list);
        await Assert.ThrowsAsync<InvalidOperationException>(() => loader.LoadAsync(1, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => loader.LoadAsync([-1], TestContext.Current.CancellationToken));
        Assert.Equal(2, (await loader.LoadAsync(2, TestContext.Current.CancellationToken))!.Id);
    }

    [Fact]
    public async Task Dispose_WhileAFetchRuns_LeavesItsValuesToWhoWaits()
    {
        var loader = new ArtistById(new BatchScheduler(), new Fetches());
        var list = loader.LoadAsync([1, 2], TestContext.Current.CancellationToken);
        var single = loader.LoadAsync(2, TestContext.Current.CancellationToken);

        loader.Dispose();

        Assert.Equal([1, 2], (await list).Select(artist => artist!.Id));
        Assert.Equal(2, (await single)!.Id);
    }

    [Fact]
    public async Task Dispose_Loader_LeavesNothingToTheNextRequest()
    {
        var fetches = new Fetches();
        for (var request = 0; request < 3; request++)
        {
            using var loader = new ArtistById(new BatchScheduler(), fetches);
            await loader.LoadAsync([1, 2], TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, fetches.Calls.Count);
    }
}
