using System.Threading.Channels;
using MusicGraph.Dapr.Runtime.Configuration;

namespace MusicGraph.Dapr.Runtime.Tests.Configuration;

/// <summary>What every configuration store has to do.</summary>
public abstract class ConfigurationStoreConformance : IAsyncLifetime
{
    private readonly Channel<(string Key, string? Value)> _changes = Channel.CreateUnbounded<(string, string?)>();
    private IConfigurationStore _store = null!;

    internal abstract Task<IConfigurationStore> OpenAsync();

    protected abstract Task SetAsync(string key, string value, string version);

    protected abstract Task RemoveAsync(string key);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Get_AnswersWhatThereIs()
    {
        await SetAsync("get-1", "one", "v1");
        await SetAsync("get-2", "two", "v2");

        var items = await _store.GetAsync(["get-1", "get-2", "get-none"], Cancellation);

        Assert.Equal([("get-1", "one", "v1"), ("get-2", "two", "v2")], items.Select(item => (item.Key, item.Value.Value, item.Value.Version)).Order());
    }

    [Fact]
    public async Task Get_WithoutKeys_AnswersAll()
    {
        await SetAsync("all-1", "one", "v1");

        Assert.Contains("all-1", (await _store.GetAsync([], Cancellation)).Keys);
    }

    [Fact]
    public async Task Subscribe_TellsOfChangesUntilItEnds()
    {
        var subscription = await SubscribeAsync("watched");

        await SetAsync("other", "x", "v1");
        await SetAsync("watched", "one", "v1");
        Assert.Equal(("watched", "one"), await _changes.Reader.ReadAsync(Cancellation));
        await RemoveAsync("watched");
        Assert.Equal(("watched", null), await _changes.Reader.ReadAsync(Cancellation));

        await subscription.DisposeAsync();
        await SetAsync("watched", "unheard", "v3");
        await using var second = await SubscribeAsync("later");
        await SetAsync("later", "heard", "v1");
        Assert.Equal(("later", "heard"), await _changes.Reader.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Subscribe_WithoutKeys_TellsOfEveryKey()
    {
        await using var subscription = await SubscribeAsync();

        await SetAsync("any", "one", "v1");

        Assert.Equal(("any", "one"), await _changes.Reader.ReadAsync(Cancellation));
    }

    private Task<IAsyncDisposable> SubscribeAsync(params string[] keys)
        => _store.SubscribeAsync(
            keys,
            (key, item, _) =>
            {
                _changes.Writer.TryWrite((key, item?.Value));
                return Task.CompletedTask;
            },
            Cancellation);
}
