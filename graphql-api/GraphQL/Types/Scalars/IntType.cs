using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A signed 32-bit integer as <see cref="int"/> (section 3.5.1).</summary>
public sealed class IntType() : ScalarType("Int")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode { Text: var text }) return false;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        int number => writer.Write(number),
        short number => writer.Write(number),
        byte number => writer.Write(number),
        sbyte number => writer.Write(number),
        ushort number => writer.Write(number),
        long and >= int.MinValue and <= int.MaxValue => writer.Write((long)value),
        uint and <= int.MaxValue => writer.Write((long)(uint)value),
        _ => false,
    };

    public override string DescribeInvalid(ValueNode literal) => literal is IntValueNode { Text: var text }
        ? $"Int cannot represent non 32-bit signed integer value: {text}"
        : $"Int cannot represent non-integer value: {SyntaxPrinter.Print(literal)}";
}
