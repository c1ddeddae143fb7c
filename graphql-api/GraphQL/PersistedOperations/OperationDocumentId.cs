namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>The name by which a client asks for a document: mostly the hash of its text.</summary>
public readonly record struct OperationDocumentId(string Value)
{
    /// <summary>In bytes; nobody's ids are longer.</summary>
    internal const int MaxLength = 256;

    private const string Sha256Prefix = "sha256:";

    public bool IsEmpty => string.IsNullOrEmpty(Value);

    public override string ToString() => Value;

    /// <summary>
    /// The id under which a document is stored: GraphQL over HTTP's <c>sha256:…</c> names the hash that Apollo's and HotChocolate's requests name
    /// without the prefix.
    /// </summary>
    internal static OperationDocumentId Parse(string text) =>
        new(text.StartsWith(Sha256Prefix, StringComparison.Ordinal) ? text[Sha256Prefix.Length..].ToLowerInvariant() : text);
}
