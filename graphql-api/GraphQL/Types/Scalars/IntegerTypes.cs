using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A signed 64-bit integer as <see cref="long"/>.</summary>
public sealed class LongType : ScalarType
{
    public LongType() : base("Long") => Description =
        "The `Long` scalar type represents non-fractional signed whole 64-bit numeric values. Long can represent values between -(2^63) and 2^63 - 1.";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode { Text: var text }) return false;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        long number => writer.Write(number),
        int number => writer.Write(number),
        short number => writer.Write(number),
        byte number => writer.Write(number),
        uint number => writer.Write((long)number),
        _ => false,
    };
}

/// <summary>A signed 16-bit integer as <see cref="short"/>.</summary>
public sealed class ShortType : ScalarType
{
    public ShortType() : base("Short") => Description =
        "The `Short` scalar type represents non-fractional signed whole 16-bit numeric values. Short can represent values between -(2^15) and 2^15 - 1.";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode { Text: var text }) return false;
        if (!short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        short number => writer.Write(number),
        byte number => writer.Write(number),
        _ => false,
    };
}

/// <summary>An unsigned 8-bit integer as <see cref="byte"/>.</summary>
public sealed class ByteType : ScalarType
{
    public ByteType() : base("Byte") => Description =
        "The `Byte` scalar type represents non-fractional whole numeric values. Byte can represent values between 0 and 255.";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode { Text: var text }) return false;
        if (!byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is byte number && writer.Write(number);
}
