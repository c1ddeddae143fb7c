using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MusicGraph.Audio;
using MusicGraph.Audio.Media;
using MusicGraph.Dapr.Client;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Services.Tests.State;

namespace MusicGraph.Services.Tests.Http;

/// <summary>What is left of uploads whose process was killed, in the binding of a real sidecar.</summary>
public sealed class UploadSweepTests : IDisposable
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(7);

    private readonly World _world;
    private readonly DaprClient _dapr;
    private readonly SettableTime _time = new();
    private readonly MemoryState _state = new();
    private readonly ChunkStore _chunks;
    private readonly MediaStore _store;
    private readonly PendingUploads _pending;
    private readonly UploadSweep _sweep;
    private readonly MediaName _name = MediaName.AudioOf(Guid.NewGuid());

    public UploadSweepTests(World world)
    {
        _world = world;
        _dapr = world.Dapr("audio");
        var transactions = new Transactions(_state, TimeProvider.System);
        _chunks = new ChunkStore(_dapr, Options.Create(new AudioOptions()), NullLogger<ChunkStore>.Instance);
        _store = new MediaStore(transactions);
        _pending = new PendingUploads(transactions, _time);
        _sweep = new UploadSweep(_pending, _store, _chunks, _time, NullLogger<UploadSweep>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sweep.Dispose();
        _dapr.Dispose();
    }

    [Fact]
    public async Task KilledUpload_IsSweptUpWhenNobodyCanBeAtItAnyMore()
    {
        await BeginAsync(chunks: 3);
        await _sweep.SweepAsync(Token);
        Assert.Equal(3, _world.Blobs(_name.Id).Count);

        _time.Now += Later;
        await _sweep.SweepAsync(Token);

        Assert.Empty(_world.Blobs(_name.Id));
        Assert.Empty(_state.Keys);
    }

    [Fact]
    public async Task UploadThatBecameValid_KeepsItsChunks()
    {
        var upload = await BeginAsync(chunks: 2);
        await _store.ReplaceAsync(new MediaManifest(_name, upload, 20, 10, "audio/ogg", "e", _time.Now), Token);

        _time.Now += Later;
        await _sweep.SweepAsync(Token);

        Assert.Equal(2, _world.Blobs(_name.Id).Count);
        Assert.Empty(await _pending.AbandonedAsync(Token));
    }

    /// <summary>Writes an upload down and some of its chunks, of the five that it might have had.</summary>
    private async Task<Guid> BeginAsync(int chunks)
    {
        var upload = Guid.NewGuid();
        await _pending.AddAsync(_name, upload, chunks: 5, Token);
        for (var index = 0; index < chunks; index++)
            await _chunks.WriteAsync(_name, upload, index, new byte[10], Token);
        return upload;
    }
}
