using System.Text.Json;
using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Services.Tests.State;
using MusicGraph.Streams;

namespace MusicGraph.Services.Tests.Domain;

public sealed class StreamLogTests
{
    private static readonly JsonElement Happened = JsonSerializer.SerializeToElement("happened");

    private readonly MemoryState _state = new();
    private readonly SettableTime _time = new();
    private readonly StreamLog _log;

    public StreamLogTests() => _log = new StreamLog(new Transactions(_state, _time), Options.Create(new StreamsOptions()), _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_at_once_get_dense_places_and_are_read_in_pages()
    {
        var start = (await _log.ReadAsync(new StreamRead(StreamNames.Releases), Cancel)).Value.Head;

        var entries = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AppendAsync(Guid.NewGuid())));

        var first = (await _log.ReadAsync(new StreamRead(StreamNames.Releases, start, 30), Cancel)).Value;
        var rest = (await _log.ReadAsync(new StreamRead(StreamNames.Releases, first.Entries[^1].Sequence), Cancel)).Value;
        Assert.Equal((30, 20), (first.Entries.Count, rest.Entries.Count));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => start + i), first.Entries.Concat(rest.Entries).Select(entry => entry.Sequence));
        Assert.Equal(entries.Select(entry => entry!.EventId).Order(), first.Entries.Concat(rest.Entries).Select(entry => entry.EventId).Order());
    }

    [Fact]
    public async Task An_event_that_comes_again_has_the_place_it_had()
    {
        var id = Guid.NewGuid();
        var first = await AppendAsync(id);
        await AppendAsync(Guid.NewGuid());

        Assert.Equal(first!.Sequence, (await AppendAsync(id))!.Sequence);
        Assert.Equal(first.Sequence + 1, (await _log.ReadAsync(new StreamRead(StreamNames.Releases), Cancel)).Value.Head);
    }

    [Fact]
    public async Task A_stream_that_nobody_follows_is_not_begun()
    {
        var stream = StreamNames.Playlist(Guid.NewGuid());

        Assert.Null(await _log.AppendAsync(stream, Guid.NewGuid(), Happened, begins: false, Cancel));
        Assert.Empty(_state.Keys);
    }

    [Fact]
    public async Task A_stream_that_was_forgotten_and_began_again_does_not_know_the_old_places()
    {
        var old = await AppendAsync(Guid.NewGuid());
        _state.Clear();
        _time.Now += TimeSpan.FromDays(3);
        await AppendAsync(Guid.NewGuid());

        Assert.Equal(Problems.CursorExpired, (await _log.ReadAsync(new StreamRead(StreamNames.Releases, old!.Sequence), Cancel)).Problem?.Code);
    }

    [Fact]
    public async Task What_is_kept_goes_by_its_time_and_a_quiet_stream_stays_while_it_is_followed()
    {
        var entry = await AppendAsync(Guid.NewGuid());
        _state.Remove(StreamKeys.Entry(StreamNames.Releases, entry!.Sequence));
        _time.Now += TimeSpan.FromHours(30);

        // The latest place is known, however long ago it was; one before what went is not.
        Assert.Null((await _log.ReadAsync(new StreamRead(StreamNames.Releases, entry.Sequence), Cancel)).Problem);
        Assert.Equal(
            Problems.CursorExpired, (await _log.ReadAsync(new StreamRead(StreamNames.Releases, entry.Sequence - 1), Cancel)).Problem?.Code);
    }

    private Task<StreamEntry?> AppendAsync(Guid eventId) => _log.AppendAsync(StreamNames.Releases, eventId, Happened, begins: true, Cancel);
}
