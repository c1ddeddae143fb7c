using System.Globalization;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>A custom scalar that refuses half of all numbers, as scalars.mjs has it.</summary>
internal sealed class EvenType() : ScalarType("Even")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode { Text: var text } || !int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number % 2 != 0) return false;
        value = number;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is int number && number % 2 == 0 && writer.Write(number);
}
