using System.Globalization;
using System.Xml;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A day, <c>2026-01-31</c>, as <see cref="DateOnly"/>.</summary>
public sealed class DateType() : ScalarType("Date")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = (literal as StringValueNode)?.Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        value = date;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is DateOnly date && writer.Write(date);
}

/// <summary>A moment in RFC 3339, with its offset from UTC, as <see cref="DateTimeOffset"/>.</summary>
public sealed class DateTimeType() : ScalarType("DateTime")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: { Length: >= 20 } text }) return false;

        // The format takes a missing offset for local time, which would depend on the server.
        var hasOffset = text[^1] is 'Z' or 'z' || text[^6] is '+' or '-';
        if (!hasOffset || !DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return false;
        }

        value = moment;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        DateTimeOffset moment => writer.Write(moment),
        DateTime { Kind: DateTimeKind.Utc } moment => writer.Write(new DateTimeOffset(moment)),
        _ => false,
    };
}

/// <summary>A duration in ISO 8601, <c>PT3M25.5S</c>, as <see cref="TimeSpan"/>.</summary>
public sealed class TimeSpanType() : ScalarType("TimeSpan")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: var text }) return false;
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }

    public override bool TryWrite(object value, ResultWriter writer) =>
        value is TimeSpan duration && writer.Write(XmlConvert.ToString(duration));
}
