using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>An opaque key as <see cref="string"/>; integers are accepted too (section 3.5.5).</summary>
public sealed class IdType() : ScalarType("ID")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = literal switch
        {
            StringValueNode node => node.Value,
            IntValueNode node => node.Text,
            _ => null,
        };
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        string text => writer.Write(text),
        Guid guid => writer.Write(guid),
        int or long or short => writer.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        _ => false,
    };

    public override string DescribeInvalid(ValueNode literal) =>
        $"ID cannot represent a non-string and non-integer value: {SyntaxPrinter.Print(literal)}";
}
