using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>True or false as <see cref="bool"/> (section 3.5.4).</summary>
public sealed class BooleanType() : ScalarType("Boolean")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = (literal as BooleanValueNode)?.Value;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is bool truth && writer.Write(truth);

    public override string DescribeInvalid(ValueNode literal) =>
        $"Boolean cannot represent a non boolean value: {SyntaxPrinter.Print(literal)}";
}
