using System.Security.Cryptography;

namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>How a document's id follows from its text.</summary>
public interface IDocumentHashProvider
{
    /// <param name="document">In UTF-8.</param>
    string ComputeHash(ReadOnlySpan<byte> document);
}

/// <summary>How the bytes of a hash are written.</summary>
public enum HashFormat
{
    Base64,

    /// <summary>In lower case.</summary>
    Hex,
}

/// <summary>SHA-256, as clients with automatic persisted queries and trusted documents use it.</summary>
internal sealed class Sha256DocumentHashProvider(HashFormat format) : IDocumentHashProvider
{
    public string ComputeHash(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return format == HashFormat.Hex ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash);
    }
}
