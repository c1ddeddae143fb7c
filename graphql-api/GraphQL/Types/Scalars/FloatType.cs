using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A finite double-precision number as <see cref="double"/> (section 3.5.2).</summary>
public sealed class FloatType() : ScalarType("Float")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = literal switch
        {
            FloatValueNode node => node.Text,
            IntValueNode node => node.Text,
            _ => null,
        };
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        double number => double.IsFinite(number) && writer.Write(number),
        float number => float.IsFinite(number) && writer.Write(Shortest(number)),
        int number => writer.Write(number),
        long number => writer.Write(number),
        short number => writer.Write(number),
        decimal number => writer.Write(number),
        _ => false,
    };

    public override string DescribeInvalid(ValueNode literal) => $"Float cannot represent non numeric value: {SyntaxPrinter.Print(literal)}";

    /// <summary>The double that prints as the float does: 0.1f is 0.1, not 0.10000000149011612.</summary>
    private static double Shortest(float number) =>
        double.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
