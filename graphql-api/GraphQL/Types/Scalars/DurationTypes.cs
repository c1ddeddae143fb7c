using System.Xml;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A duration in ISO 8601, <c>PT3M25.5S</c>, as <see cref="TimeSpan"/>.</summary>
public class TimeSpanType : ScalarType
{
    public TimeSpanType() : this("TimeSpan")
    {
    }

    private protected TimeSpanType(string name) : base(name) => Description = $"The `{name}` scalar represents an ISO-8601 compliant duration type.";

    protected sealed override string Example => "\"PT3M25.5S\"";

    public sealed override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: { Length: > 0 } text }) return false;

        // The parser takes spaces around it, and years and months, whose length is not known.
        var days = text.AsSpan(0, text.AsSpan().IndexOf('T') is >= 0 and var time ? time : text.Length);
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || days.ContainsAny('Y', 'M')) return false;
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

    public sealed override bool TryWrite(object value, ResultWriter writer) => value is TimeSpan duration && writer.Write(duration);
}

/// <summary>The same as <see cref="TimeSpanType"/> under the name that it has elsewhere.</summary>
public sealed class DurationType() : TimeSpanType("Duration");
