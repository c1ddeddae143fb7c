using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A moment in RFC 3339, with its offset from UTC, as <see cref="DateTimeOffset"/>.</summary>
public sealed class DateTimeType : ScalarType
{
    public DateTimeType() : base("DateTime")
    {
        Description = "The `DateTime` scalar represents an ISO-8601 compliant date time type.";
        SpecifiedBy = "https://www.graphql-scalars.com/date-time";
    }

    protected override string Example => "\"2026-01-31T10:00:00Z\"";

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

/// <summary>A day, <c>2026-01-31</c>, as <see cref="DateOnly"/>.</summary>
public class DateType : ScalarType
{
    public DateType() : this("Date", "The `Date` scalar represents an ISO-8601 compliant date type.")
    {
    }

    private protected DateType(string name, string description) : base(name) => Description = description;

    protected sealed override string Example => "\"2026-01-31\"";

    public sealed override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = (literal as StringValueNode)?.Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        value = date;
        return true;
    }

    public sealed override bool TryWrite(object value, ResultWriter writer) => value is DateOnly date && writer.Write(date);
}

/// <summary>The same as <see cref="DateType"/> under the name that C#'s <see cref="DateOnly"/> has in a schema: a day wherever one is.</summary>
public sealed class LocalDateType() : DateType(
    "LocalDate",
    "The `LocalDate` scalar type represents a ISO date string, represented as UTF-8 character sequences YYYY-MM-DD. "
    + "The scalar follows the specification defined in RFC3339");

/// <summary>A time of day wherever one is, <c>18:30:00</c>, as <see cref="TimeOnly"/>; fractions of a second are left out.</summary>
public sealed class LocalTimeType : ScalarType
{
    public LocalTimeType() : base("LocalTime") => Description =
        "The LocalTime scalar type is a local time string (i.e., with no associated timezone) in 24-hr HH:mm:ss.";

    protected override string Example => "\"18:30:00\"";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = (literal as StringValueNode)?.Value;
        if (!TimeOnly.TryParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        value = time;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is TimeOnly time && writer.Write(time);
}

/// <summary>A day and time wherever one is, <c>2026-01-31T18:30:00</c>, as <see cref="DateTime"/> of no kind.</summary>
public sealed class LocalDateTimeType : ScalarType
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss";

    public LocalDateTimeType() : base("LocalDateTime") => Description =
        "The `LocalDateTime` scalar type is a local date/time string (i.e., with no associated timezone) with the format `YYYY-MM-DDThh:mm:ss`.";

    protected override string Example => "\"2026-01-31T18:30:00\"";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = (literal as StringValueNode)?.Value;
        if (!DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return false;
        value = moment;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        DateTime moment => writer.Write(moment.ToString(Format, CultureInfo.InvariantCulture)),
        DateTimeOffset moment => writer.Write(moment.ToString(Format, CultureInfo.InvariantCulture)),
        _ => false,
    };
}
