namespace MusicGraph.GraphQL.Language;

/// <summary>Finds line and column of bytes of one document: after the first, each takes a bounded time, however long the document and its lines.</summary>
internal sealed class SourceLocations
{
    /// <summary>So far apart are the bytes whose places are kept.</summary>
    private const int Distance = 512;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly SourceLocation[] _known;

    public SourceLocations(ReadOnlyMemory<byte> source)
    {
        _source = source;
        _known = new SourceLocation[(source.Length / Distance) + 1];
        var place = new SourceLocation(1, 1);
        for (var index = 0; index < _known.Length; index++)
        {
            _known[index] = place;
            place = Advance(source.Span, index * Distance, Math.Min((index + 1) * Distance, source.Length), place);
        }
    }

    public SourceLocation Locate(int offset)
    {
        offset = Math.Clamp(offset, 0, _source.Length);
        var index = offset / Distance;
        return Advance(_source.Span, index * Distance, offset, _known[index]);
    }

    /// <summary>For one byte of a document that is not looked at again.</summary>
    public static SourceLocation Locate(ReadOnlySpan<byte> source, int offset) =>
        Advance(source, 0, Math.Clamp(offset, 0, source.Length), new(1, 1));

    /// <summary>
    /// Lines end with LF, CR or both; columns count UTF-16 units, as graphql-js does, so that editors written in JavaScript point
    /// at the right character.
    /// </summary>
    private static SourceLocation Advance(ReadOnlySpan<byte> source, int start, int end, SourceLocation place)
    {
        var (line, column) = (place.Line, place.Column);
        for (var position = start; position < end; position++)
        {
            var unit = source[position];
            if (unit == '\n' || (unit == '\r' && !(position + 1 < source.Length && source[position + 1] == '\n')))
            {
                line++;
                column = 1;
            }
            else if ((unit & 0xC0) != 0x80)
            {
                column += unit >= 0xF0 ? 2 : 1;
            }
        }

        return new(line, column);
    }
}
