using System.Collections.Concurrent;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Secrets;

/// <summary>Keys out of the secret store <see cref="Components.AppSecrets"/>, each read once.</summary>
public sealed class SecretKeys(DaprClient dapr)
{
    private const int ShortestBytes = 32;

    private readonly ConcurrentDictionary<string, IReadOnlyList<byte[]>> _known = new(StringComparer.Ordinal);

    /// <summary>The keys of a name of <see cref="Contracts.Secrets"/>: the first is to be used, the others are to be known.</summary>
    /// <exception cref="DaprException">The store does not have it, or the app may not read it.</exception>
    /// <exception cref="InvalidOperationException">It is no key.</exception>
    public async ValueTask<IReadOnlyList<byte[]>> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        var secret = await dapr.GetSecretAsync(Components.AppSecrets, name, cancellationToken: cancellationToken);
        return _known[name] = Read(name, secret.GetValueOrDefault(name) ?? secret.Values.FirstOrDefault() ?? "");
    }

    private static byte[][] Read(string name, string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var keys = new byte[parts.Length][];
        for (var i = 0; i < parts.Length; i++)
        {
            var bytes = new byte[parts[i].Length];
            if (!Convert.TryFromBase64String(parts[i], bytes, out var length) || length < ShortestBytes)
                throw Wrong();
            keys[i] = bytes[..length];
        }

        return keys.Length > 0 ? keys : throw Wrong();

        // What is there instead is not said: it may be a key with a typing mistake.
        InvalidOperationException Wrong() => new(
            $"The secret '{name}' of the store '{Components.AppSecrets}' must be {ShortestBytes} bytes or more in base64, or several such separated by commas.");
    }
}
