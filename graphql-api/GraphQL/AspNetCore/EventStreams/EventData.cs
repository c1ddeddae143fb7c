namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>JSON as the data of an event.</summary>
internal static class EventData
{
    /// <summary>
    /// The JSON without line breaks, which would end the data. Inside of strings JSON has none; a scalar that writes its JSON as it got
    /// it may have some between values, where a space does as well.
    /// </summary>
    public static ReadOnlyMemory<byte> OneLine(ReadOnlyMemory<byte> json)
    {
        if (!json.Span.ContainsAny((byte)'\n', (byte)'\r')) return json;
        var copy = json.ToArray();
        copy.AsSpan().Replace((byte)'\n', (byte)' ');
        copy.AsSpan().Replace((byte)'\r', (byte)' ');
        return copy;
    }
}
