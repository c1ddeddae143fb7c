using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A decimal number of up to 28 digits as <see cref="decimal"/>.</summary>
public sealed class DecimalType : ScalarType
{
    public DecimalType() : base("Decimal") => Description = "The `Decimal` scalar type represents a decimal floating-point number.";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        var text = literal switch
        {
            FloatValueNode node => node.Text,
            IntValueNode node => node.Text,
            _ => null,
        };
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        decimal number => writer.Write(number),
        int number => writer.Write(number),
        long number => writer.Write(number),
        _ => false,
    };
}
