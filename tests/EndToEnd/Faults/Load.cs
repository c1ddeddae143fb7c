using System.Collections.Concurrent;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd.Faults;

/// <summary>
/// Clients that go on sharing songs and adding to playlists through whatever happens, and remember what was acknowledged. What was not may
/// have happened or not, but never by halves and never twice.
/// </summary>
public sealed class Load : IAsyncDisposable
{
    private const int Workers = 6;
    private const int SongsAtOnce = 2;
    private const string Password = "long enough for a test";

    private readonly ConcurrentDictionary<string, bool> _shares = new();
    private readonly ConcurrentDictionary<string, (int Sent, int Acknowledged)> _playlists = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _songs = [];
    private Task _running = Task.CompletedTask;
    private volatile ApiClient _sharer;
    private int _refused;

    private Load(ApiClient sharer) => _sharer = sharer;

    /// <summary>How many mutations were acknowledged so far.</summary>
    public int Acknowledged => Shares + Additions;

    private int Shares => _shares.Count(share => share.Value);

    private int Additions => _playlists.Sum(playlist => playlist.Value.Acknowledged);

    /// <summary>How many failed so far.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Makes two users, one of whom follows the other, and what is needed to load the gateway, and begins.</summary>
    public static async Task<Load> StartAsync(Uri address, CancellationToken cancellationToken)
    {
        var load = new Load(await ApiClient.RegisterAsync(address, "sharer", cancellationToken));
        using var follower = await ApiClient.RegisterAsync(address, "follower", cancellationToken);
        await follower.MutateAsync("followUser", "FollowUserInput", "user { id }", new { userId = load._sharer.UserId }, cancellationToken);
        for (var i = 0; i < SongsAtOnce; i++)
            load._songs.Add(await load._sharer.AddSongAsync($"Song {i}", "Artist", null, cancellationToken));
        for (var i = 0; i < Workers; i++)
            load._playlists[await load._sharer.CreatePlaylistAsync($"Playlist {i}", cancellationToken)] = default;

        load._running = Task.WhenAll(load._playlists.Keys.Select((playlist, number) => Task.Run(() => load.WorkAsync(playlist, number), cancellationToken)));
        return load;
    }

    /// <summary>Waits until so many more were acknowledged.</summary>
    public Task UntilAcknowledgedAsync(int more, CancellationToken cancellationToken)
    {
        var enough = Acknowledged + more;
        return Condition.UntilAsync(() => Acknowledged >= enough, $"{more} more mutations were acknowledged", cancellationToken);
    }

    /// <summary>Waits until so many more have failed.</summary>
    public Task UntilRefusedAsync(int more, CancellationToken cancellationToken)
    {
        var enough = Refused + more;
        return Condition.UntilAsync(() => Refused >= enough, $"{more} more mutations failed", cancellationToken);
    }

    /// <summary>Goes on at another address, such as that of a host that was started anew.</summary>
    public async Task MoveAsync(Uri address, CancellationToken cancellationToken) =>
        _sharer = await ApiClient.LogInAsync(address, "sharer", Password, cancellationToken);

    /// <summary>Waits until a share and an addition to a playlist are acknowledged again.</summary>
    public Task UntilRecoveredAsync(CancellationToken cancellationToken)
    {
        var (shares, additions) = (Shares, Additions);
        return Condition.UntilAsync(() => Shares > shares && Additions > additions, "everything could be done again", cancellationToken);
    }

    /// <summary>Ends the load and compares what is there with what was acknowledged.</summary>
    public async Task StopAndVerifyAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
        using var follower = await ApiClient.LogInAsync(_sharer.Http.BaseAddress!, "follower", Password, cancellationToken);

        // What was told in an event is there once the event was handled.
        List<string> feed = [];
        await Condition.UntilAsync(
            async () =>
            {
                feed = await FeedAsync(follower, cancellationToken);
                return _shares.All(share => !share.Value || feed.Contains(share.Key));
            },
            "every acknowledged share stood in the follower's feed",
            cancellationToken);
        Assert.Empty(feed.GroupBy(message => message).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(feed, message => Assert.Contains(message, _shares));

        foreach (var (playlist, (sent, acknowledged)) in _playlists)
        {
            var items = await _sharer.ItemsAsync(playlist, cancellationToken);
            Assert.Equal(items.Count, items.Select(item => item.ItemId).Distinct().Count());
            Assert.InRange(items.Count, acknowledged * SongsAtOnce, sent * SongsAtOnce);
            Assert.All(items.Chunk(SongsAtOnce), chunk => Assert.Equal(_songs, chunk.Select(item => item.SongId)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _sharer.Dispose();
    }

    private async Task WorkAsync(string playlist, int number)
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var message = $"share {number}-{i}";
            _shares[message] = false;
            if (await IsDoneAsync(() => _sharer.MutateAsync(
                    "share", "ShareInput", "share { id }", new { songId = _songs[0], message }, _stop.Token)))
            {
                _shares[message] = true;
            }

            var (sent, acknowledged) = _playlists[playlist];
            _playlists[playlist] = (sent + 1, acknowledged);
            if (await IsDoneAsync(() => _sharer.AddToPlaylistAsync(playlist, _songs, _stop.Token)))
                _playlists[playlist] = (sent + 1, acknowledged + 1);
        }
    }

    private async Task<bool> IsDoneAsync(Func<Task<JsonElement>> mutate)
    {
        try
        {
            await mutate();
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or JsonException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref _refused);
            // Where nobody answers, answers come fast.
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            return false;
        }
    }

    private static async Task<List<string>> FeedAsync(ApiClient follower, CancellationToken cancellationToken)
    {
        const string query = "query Feed($after: String) { feed(first: 100, after: $after) { nodes { message } pageInfo { hasNextPage endCursor } } }";
        var messages = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await follower.QueryAsync(query, new { after }, cancellationToken)).GetProperty("feed");
            messages.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("message").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return messages;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }
}
