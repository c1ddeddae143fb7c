using System.Text;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>What every state store has to do: the rules of Dapr's state API and of its conformance tests (components-contrib, <c>tests/conformance/state</c>).</summary>
public abstract class StateStoreConformance : IAsyncLifetime
{
    private IStateStore _store = null!;

    private protected IStateStore Store => _store;

    internal abstract ValueTask<IStateStore> OpenAsync(Support.ManualTime time);

    /// <summary>What every request carries, for a store that has to be told something.</summary>
    internal virtual IReadOnlyDictionary<string, string> Metadata => Empty.Metadata;

    /// <summary>Whether a value comes back byte for byte, and not only as equal JSON.</summary>
    protected virtual bool KeepsBytes => true;

    /// <summary>How long values with a time to live stay in these tests.</summary>
    protected virtual TimeSpan TimeToLive => TimeSpan.FromSeconds(10);

    /// <summary>Keys that a store may find hard; those that it cannot hold are left out.</summary>
    protected virtual IEnumerable<string> AwkwardKeys =>
    [
        "app||kind:1", "a b", "a/b\\c?d#e", "ü→🎵", "'; DROP TABLE state; --", "\"quoted\"", "%2F%00", "*[a-z]?", "{tag}key", "UPPER", "upper", new string('k', 200),
    ];

    /// <summary>How many keys count as many.</summary>
    protected virtual int ManyKeys => 2000;

    /// <summary>How far a server's clock may be from <see cref="Now"/>.</summary>
    protected virtual TimeSpan ClockPrecision => TimeSpan.Zero;

    /// <summary>What the store takes for now.</summary>
    protected virtual DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Lets time pass for the store.</summary>
    protected virtual Task AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        return Task.CompletedTask;
    }

    private Support.ManualTime Time { get; } = new();

    private StateReadOptions Options => new(Metadata, StateConsistency.Default);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync(Time);

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Get_AbsentKey_IsNull() => Assert.Null(await _store.GetAsync("absent", Options, Cancellation));

    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"ü\u0041"]}""")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("12345678901234567890.5")]
    public async Task Get_AfterSet_IsTheJsonThatWasSent(string json)
    {
        await SetAsync("key", json);

        var read = await ReadAsync("key");
        if (KeepsBytes)
            Assert.Equal(json, read);
        else
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(read)), read);
    }

    [Fact]
    public async Task Set_ExistingKey_ReplacesValueAndETag()
    {
        await SetAsync("key", "1");
        var first = await ETagAsync("key");

        await SetAsync("key", "2");

        Assert.Equal("2", await ReadAsync("key"));
        Assert.NotEqual(first, await ETagAsync("key"));
    }

    [Fact]
    public async Task Set_WithTheCurrentETag_Writes()
    {
        await SetAsync("key", "1");

        await SetAsync("key", "2", await ETagAsync("key"));

        Assert.Equal("2", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_WithAnotherETag_IsAMismatchAndWritesNothing()
    {
        await SetAsync("key", "1");

        await Assert.ThrowsAnyAsync<ETagMismatchException>(() => SetAsync("key", "2", "another"));

        Assert.Equal("1", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_WithAnETagOfAnAbsentKey_IsAMismatch()
        => await Assert.ThrowsAnyAsync<ETagMismatchException>(() => SetAsync("absent", "1", "some"));

    [Fact]
    public async Task Set_FirstWriteOfAnAbsentKey_Writes()
    {
        await SetAsync("key", "1", firstWrite: true);

        Assert.Equal("1", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_FirstWriteOfAnExistingKeyWithoutETag_IsAMismatch()
    {
        await SetAsync("key", "1");

        await Assert.ThrowsAsync<ETagMismatchException>(() => SetAsync("key", "2", firstWrite: true));

        Assert.Equal("1", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_FirstWriteOfAnExpiredKey_Writes()
    {
        await SetAsync("key", "1", ttl: TimeToLive);
        await AdvanceAsync(TimeToLive + TimeSpan.FromSeconds(1));

        await SetAsync("key", "2", firstWrite: true);

        Assert.Equal("2", await ReadAsync("key"));
    }

    [Fact]
    public async Task Get_AfterTheTimeToLive_IsNull()
    {
        await SetAsync("key", "1", ttl: TimeToLive);
        var expires = Now + TimeToLive;
        Assert.InRange(
            (await _store.GetAsync("key", Options, Cancellation))!.ExpiresAt!.Value, expires - ClockPrecision, expires + ClockPrecision);

        await AdvanceAsync(TimeToLive + TimeSpan.FromSeconds(1));

        Assert.Null(await _store.GetAsync("key", Options, Cancellation));
        Assert.Null((await _store.GetAsync(["key"], Options, Cancellation))[0]);
    }

    [Fact]
    public async Task Set_WithoutTimeToLive_LiftsAnEarlierOne()
    {
        await SetAsync("key", "1", ttl: TimeToLive);
        await SetAsync("key", "2");
        await AdvanceAsync(TimeToLive + TimeSpan.FromSeconds(1));

        Assert.Equal("2", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_WithTheETagOfAnExpiredValue_IsAMismatch()
    {
        await SetAsync("key", "1", ttl: TimeToLive);
        var etag = await ETagAsync("key");
        await AdvanceAsync(TimeToLive + TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ETagMismatchException>(() => SetAsync("key", "2", etag));
    }

    [Fact]
    public async Task Delete_RemovesTheKey()
    {
        await SetAsync("key", "1");

        await DeleteAsync("key");

        Assert.Null(await _store.GetAsync("key", Options, Cancellation));
    }

    [Fact]
    public async Task Delete_WithTheCurrentETag_RemovesTheKey()
    {
        await SetAsync("key", "1");

        await DeleteAsync("key", await ETagAsync("key"));

        Assert.Null(await _store.GetAsync("key", Options, Cancellation));
    }

    [Fact]
    public async Task Delete_AbsentKeyWithoutETag_IsNoError() => await DeleteAsync("absent");

    [Fact]
    public async Task Delete_AbsentKeyWithETag_IsAMismatch()
        => await Assert.ThrowsAnyAsync<ETagMismatchException>(() => DeleteAsync("absent", "some"));

    [Fact]
    public async Task Delete_WithAnotherETag_IsAMismatchAndKeepsTheKey()
    {
        await SetAsync("key", "1");

        await Assert.ThrowsAnyAsync<ETagMismatchException>(() => DeleteAsync("key", "another"));

        Assert.Equal("1", await ReadAsync("key"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(200)]
    public async Task GetMany_AnswersInTheOrderOfTheKeys(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => $"key{i}").Reverse().ToList();
        foreach (var key in keys)
            await SetAsync(key, $"\"{key}\"");
        keys.Insert(0, "absent");
        keys.Add(keys[1]); // The same key twice is answered twice.

        var entries = await _store.GetAsync(keys, Options, Cancellation);

        Assert.Null(entries[0]);
        Assert.Equal(keys.Skip(1).Select(key => $"\"{key}\""), entries.Skip(1).Select(entry => Encoding.UTF8.GetString(entry!.Value)));
    }

    [Fact]
    public async Task Transaction_DoesAllOperationsInTheirOrder()
    {
        await SetAsync("old", "1");

        await _store.ExecuteTransactionAsync([Set("new", "1"), Set("new", "2"), Delete("old")], Metadata, Cancellation);

        Assert.Equal("2", await ReadAsync("new"));
        Assert.Null(await _store.GetAsync("old", Options, Cancellation));
    }

    [Fact]
    public async Task Transaction_WithAMismatch_DoesNothing()
    {
        await SetAsync("kept", "1");
        await SetAsync("removed", "1");

        await Assert.ThrowsAnyAsync<ETagMismatchException>(() => _store.ExecuteTransactionAsync(
            [Set("kept", "2"), Delete("removed"), Set("new", "1"), Set("kept", "3", "another")], Metadata, Cancellation));

        Assert.Equal("1", await ReadAsync("kept"));
        Assert.Equal("1", await ReadAsync("removed"));
        Assert.Null(await _store.GetAsync("new", Options, Cancellation));
    }

    [Fact]
    public async Task Transaction_WithAMisfitOfADelete_DoesNothing()
    {
        await SetAsync("kept", "1");
        var etag = await ETagAsync("kept");

        await Assert.ThrowsAnyAsync<ETagMismatchException>(() => _store.ExecuteTransactionAsync(
            [Set("new", "1", ttl: TimeToLive), Set("kept", "2", etag), Delete("kept", "another")], Metadata, Cancellation));

        Assert.Equal("1", await ReadAsync("kept"));
        Assert.Null(await _store.GetAsync("new", Options, Cancellation));
    }

    [Fact]
    public async Task Transaction_OfNothing_IsNoError() => await _store.ExecuteTransactionAsync([], Metadata, Cancellation);

    [Fact]
    public async Task Transaction_FirstWriteOfAKeyWrittenBefore_IsAMismatch()
        => await Assert.ThrowsAsync<ETagMismatchException>(() => _store.ExecuteTransactionAsync(
            [Set("key", "1"), Set("key", "2", firstWrite: true)], Metadata, Cancellation));

    [Fact]
    public async Task Set_WithTheETagOfAValueThatWasRemovedMeanwhile_IsAMismatch()
    {
        await SetAsync("key", "1");
        var etag = await ETagAsync("key");
        await DeleteAsync("key");
        await SetAsync("key", "2");

        await Assert.ThrowsAsync<ETagMismatchException>(() => SetAsync("key", "3", etag));

        Assert.Equal("2", await ReadAsync("key"));
    }

    [Fact]
    public async Task Set_ALargeValue_IsReadWhole()
    {
        var json = $"\"{new string('x', 1_000_000)}\"";

        await SetAsync("key", json);

        Assert.Equal(json, await ReadAsync("key"));
    }

    [Fact]
    public async Task Keys_AreKeptApartWhateverTheyHold()
    {
        var keys = AwkwardKeys.ToList();
        foreach (var (i, key) in keys.Index())
            await SetAsync(key, $"{i}");

        for (var i = 0; i < keys.Count; i++)
            Assert.Equal($"{i}", await ReadAsync(keys[i]));
        var entries = await _store.GetAsync(keys, Options, Cancellation);
        Assert.Equal(keys.Select((_, i) => $"{i}"), entries.Select(entry => Encoding.UTF8.GetString(entry!.Value)));
        await _store.ExecuteTransactionAsync([.. keys.Select(key => Delete(key))], Metadata, Cancellation);
        Assert.All(await _store.GetAsync(keys, Options, Cancellation), Assert.Null);
    }

    [Fact]
    public async Task ThousandsOfKeys_AreWrittenInTransactionsAndReadAtOnce()
    {
        var keys = Enumerable.Range(0, ManyKeys).Select(i => $"key{i}").ToList();
        await Task.WhenAll(keys.Chunk(50).Select(some => _store.ExecuteTransactionAsync(
            [.. some.Select(key => Set(key, $"\"{key}\""))], Metadata, Cancellation)));

        var entries = await _store.GetAsync(keys, Options, Cancellation);

        Assert.Equal(keys.Select(key => $"\"{key}\""), entries.Select(entry => Encoding.UTF8.GetString(entry!.Value)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OfManyWritersAtOnce_OneWins(bool exists)
    {
        if (exists)
            await SetAsync("key", "-1");
        var etag = exists ? await ETagAsync("key") : null;

        var writes = Enumerable.Range(0, 20).Select(i => Task.Run(() => SetAsync("key", $"{i}", etag, firstWrite: true))).ToList();
        await Task.WhenAll(writes.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));

        var winner = Assert.Single(writes.Index(), write => write.Item.IsCompletedSuccessfully);
        Assert.Equal($"{winner.Index}", await ReadAsync("key"));
        Assert.All(writes.Where(write => write.IsFaulted), write => Assert.IsType<ETagMismatchException>(write.Exception!.InnerException));
    }

    [Fact]
    public async Task Transaction_WithFittingETags_WritesAndRemoves()
    {
        await SetAsync("a", "1");
        await SetAsync("b", "1");

        await _store.ExecuteTransactionAsync(
            [Set("a", "2", await ETagAsync("a")), Delete("b", await ETagAsync("b")), Set("c", "1", firstWrite: true)], Metadata, Cancellation);

        Assert.Equal(("2", "1"), (await ReadAsync("a"), await ReadAsync("c")));
        Assert.Null(await _store.GetAsync("b", Options, Cancellation));
    }

    [Fact]
    public async Task Transaction_WithATimeToLive_KeepsIt()
    {
        await _store.ExecuteTransactionAsync([Set("key", "1", ttl: TimeToLive), Set("ever", "1")], Metadata, Cancellation);
        await AdvanceAsync(TimeToLive + TimeSpan.FromSeconds(1));

        Assert.Null(await _store.GetAsync("key", Options, Cancellation));
        Assert.Equal("1", await ReadAsync("ever"));
    }

    [Fact]
    public async Task CrossingTransactions_AreDoneWholeEach()
    {
        // Two orders of the same keys: where rows are locked one by one, they would wait for each other.
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => _store.ExecuteTransactionAsync(
            i % 2 == 0 ? [Set("a", $"{i}"), Set("b", $"{i}")] : [Set("b", $"{i}"), Set("a", $"{i}")], Metadata, Cancellation))));

        Assert.Equal(await ReadAsync("a"), await ReadAsync("b"));
    }

    [Fact]
    public async Task ConcurrentReadModifyWrite_UnderETags_LosesNothing()
    {
        await SetAsync("counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 25;)
            {
                var entry = await _store.GetAsync("counter", Options, Cancellation);
                try
                {
                    await SetAsync("counter", $"{int.Parse(Encoding.UTF8.GetString(entry!.Value), null) + 1}", entry.ETag);
                    done++;
                }
                catch (ETagMismatchException)
                {
                    // Another was faster: read again.
                }
            }
        })));

        Assert.Equal("200", await ReadAsync("counter"));
    }

    [Fact]
    public async Task ConcurrentTransactions_FailAndSucceedEachByItself()
    {
        await SetAsync("guard", "0");
        var transactions = Enumerable.Range(0, 100).Select(i => i % 2 == 0
            ? _store.ExecuteTransactionAsync([Set($"a{i}", "1"), Set($"b{i}", "1")], Metadata, Cancellation)
            : _store.ExecuteTransactionAsync([Set($"a{i}", "1"), Set("guard", "1", "another")], Metadata, Cancellation)).ToList();

        await Task.WhenAll(transactions.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));

        for (var i = 0; i < transactions.Count; i++)
        {
            Assert.Equal(i % 2 == 0, transactions[i].IsCompletedSuccessfully);
            Assert.Equal(i % 2 == 0, await _store.GetAsync($"a{i}", Options, Cancellation) is not null);
        }
    }

    internal static StateOperation Set(string key, string json, string? etag = null, bool firstWrite = false, TimeSpan? ttl = null)
        => new(key, Encoding.UTF8.GetBytes(json), etag, firstWrite, ttl);

    private static StateOperation Delete(string key, string? etag = null) => new(key, null, etag, false, null);

    private Task SetAsync(string key, string json, string? etag = null, bool firstWrite = false, TimeSpan? ttl = null)
        => _store.ExecuteAsync(Set(key, json, etag, firstWrite, ttl) with { Metadata = Metadata }, Cancellation);

    private Task DeleteAsync(string key, string? etag = null)
        => _store.ExecuteAsync(Delete(key, etag) with { Metadata = Metadata }, Cancellation);

    private async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await _store.GetAsync(key, Options, Cancellation))!.Value);

    private async Task<string> ETagAsync(string key) => (await _store.GetAsync(key, Options, Cancellation))!.ETag;
}
