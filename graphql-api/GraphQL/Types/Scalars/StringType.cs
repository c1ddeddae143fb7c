using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>Text as <see cref="string"/> (section 3.5.3).</summary>
public sealed class StringType() : ScalarType("String")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = (literal as StringValueNode)?.Value;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is string text && writer.Write(text);

    public override string DescribeInvalid(ValueNode literal) => $"String cannot represent a non string value: {SyntaxPrinter.Print(literal)}";
}
