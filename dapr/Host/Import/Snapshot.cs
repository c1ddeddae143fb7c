using System.Security.Cryptography;

namespace MusicGraph.Host.Import;

/// <summary>
/// A copy of a file, made while it is hashed: tags, hash and uploaded bytes belong together even if the file is changed or removed
/// meanwhile.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private Snapshot(string path, string hash)
    {
        Path = path;
        Hash = hash;
    }

    public string Path { get; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <param name="folder">Where the copy is made.</param>
    /// <exception cref="IOException">The file cannot be read, or the copy not written.</exception>
    public static async Task<Snapshot> TakeAsync(string file, string folder, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N") + System.IO.Path.GetExtension(file));
        try
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var source = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            await using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            var buffer = new byte[128 * 1024];
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                sha.AppendData(buffer, 0, read);
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return new Snapshot(path, Convert.ToHexStringLower(sha.GetHashAndReset()));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);
}
