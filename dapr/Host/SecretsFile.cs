using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.Host;

/// <summary>The keys of this data folder's world, random and readable by its owner alone: what the component <c>app-secrets</c> reads.</summary>
internal static class SecretsFile
{
    public const string Name = "secrets.json";

    private const int KeyBytes = 32;

    /// <summary>Makes the keys that are not there yet.</summary>
    /// <exception cref="HostException">The file cannot be read or written.</exception>
    public static void Complete(string dataFolder)
    {
        var file = Path.Combine(dataFolder, Name);
        try
        {
            var secrets = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))?.AsObject() ?? [] : [];
            var missing = Contracts.Secrets.Needed.Where(name => !secrets.ContainsKey(name)).ToArray();
            if (missing.Length == 0)
                return;
            foreach (var name in missing)
                secrets[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
            PrivateFile.Write(file, stream => JsonSerializer.Serialize(stream, secrets));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new HostException($"The keys in {file} cannot be read or completed: {error.Message}", inner: error);
        }
    }
}
