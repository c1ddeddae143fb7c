using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Name resolution: which sidecars an app id has.</summary>
internal sealed class SidecarDirectory
{
    private readonly ConcurrentDictionary<string, ImmutableArray<AppChannel>> _apps = new(StringComparer.Ordinal);
    private uint _turn;

    public void Add(string appId, AppChannel channel)
        => _apps.AddOrUpdate(appId, static (_, added) => [added], static (_, channels, added) => channels.Add(added), channel);

    public void Remove(string appId, AppChannel channel)
        => _apps.AddOrUpdate(appId, static (_, _) => [], static (_, channels, removed) => channels.Remove(removed), channel);

    /// <summary>An app's sidecar whose app is connected, by turns where there are several; null where there is none.</summary>
    public AppChannel? Find(string appId)
    {
        if (!_apps.TryGetValue(appId, out var channels) || channels.IsEmpty)
            return null;

        var turn = channels.Length == 1 ? 0 : Interlocked.Increment(ref _turn);
        for (var i = 0; i < channels.Length; i++)
        {
            var channel = channels[(int)((turn + (uint)i) % (uint)channels.Length)];
            if (channel.IsConnected)
                return channel;
        }

        return null;
    }
}
