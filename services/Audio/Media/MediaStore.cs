using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Audio.Media;

/// <summary>The manifests: <c>audio:{songId}</c> and <c>cover:{itemId}</c>, and a cover's sizes.</summary>
internal sealed class MediaStore(Transactions transactions)
{
    public async Task<MediaManifest?> FindAsync(MediaName name, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<MediaManifest>(Key(name), cancellationToken);

    /// <summary>Those that are there, in the order of the names, in one call.</summary>
    public async Task<MediaManifest[]> FindAsync(IReadOnlyList<MediaName> names, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(names.Select(Key), cancellationToken);
        return [.. names.Select(name => session.Loaded<MediaManifest>(Key(name))).OfType<MediaManifest>()];
    }

    /// <summary>Makes this the manifest of its name.</summary>
    /// <returns>The one that was it before, if any.</returns>
    public async Task<MediaManifest?> ReplaceAsync(MediaManifest manifest, CancellationToken cancellationToken)
    {
        var key = Key(manifest.Name);
        var replaced = await transactions.RunAsync<Replaced>(
            key,
            async (session, token) =>
            {
                var old = await session.GetAsync<MediaManifest>(key, token);
                session.Put(key, manifest);
                return new Replaced(old);
            },
            cancellationToken);
        return replaced.Value.Manifest;
    }

    /// <summary>Removes what stands under a name.</summary>
    /// <returns>What that was, if anything.</returns>
    public async Task<MediaManifest?> RemoveAsync(MediaName name, CancellationToken cancellationToken)
    {
        var removed = await transactions.RunAsync<Replaced>(
            Key(name),
            async (session, token) =>
            {
                var old = await session.GetAsync<MediaManifest>(Key(name), token);
                if (old is not null)
                    session.Delete(Key(name));
                return new Replaced(old);
            },
            cancellationToken);
        return removed.Value.Manifest;
    }

    private static string Key(MediaName name) => StateKey.Of(name.Kind, name.Id);

    private sealed record Replaced(MediaManifest? Manifest);
}
