namespace MusicGraph.GraphQL.Language;

/// <summary>Finds line and column of a byte of a document.</summary>
public static class SourceLocations
{
    /// <summary>
    /// Lines end with LF, CR or both; columns count UTF-16 units, as graphql-js does, so that editors written in JavaScript point
    /// at the right character.
    /// </summary>
    public static SourceLocation Locate(ReadOnlySpan<byte> source, int offset)
    {
        offset = Math.Clamp(offset, 0, source.Length);
        var line = 1;
        var lineStart = 0;
        var position = 0;
        while (position < offset)
        {
            var next = source[position..offset].IndexOfAny((byte)'\n', (byte)'\r');
            if (next < 0) break;
            position += next + 1;
            if (source[position - 1] == '\r' && position < source.Length && source[position] == '\n') position++;
            if (position > offset) break;
            line++;
            lineStart = position;
        }

        var column = 1;
        foreach (var unit in source[lineStart..offset])
        {
            if ((unit & 0xC0) != 0x80) column += unit >= 0xF0 ? 2 : 1;
        }

        return new(line, column);
    }

    /// <summary>The place of a node of this document, or null for one that was made without a source.</summary>
    public static SourceLocation? Locate(this DocumentNode document, SyntaxNode node) => document.Locate(node.Start);

    /// <inheritdoc cref="Locate(DocumentNode, SyntaxNode)"/>
    public static SourceLocation? Locate(this DocumentNode document, int start) =>
        start < 0 || document.Source.IsEmpty ? null : Locate(document.Source.Span, start);
}
