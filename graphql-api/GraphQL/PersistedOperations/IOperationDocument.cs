namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>A document in UTF-8.</summary>
public interface IOperationDocument
{
    ReadOnlySpan<byte> AsSpan();

    byte[] ToArray();
}

/// <summary>The text of a document.</summary>
public sealed class OperationDocumentSourceText(ReadOnlyMemory<byte> sourceText) : IOperationDocument
{
    public OperationDocumentSourceText(string sourceText) : this(System.Text.Encoding.UTF8.GetBytes(sourceText)) { }

    internal int Length => sourceText.Length;

    public ReadOnlySpan<byte> AsSpan() => sourceText.Span;

    public byte[] ToArray() => sourceText.ToArray();
}
