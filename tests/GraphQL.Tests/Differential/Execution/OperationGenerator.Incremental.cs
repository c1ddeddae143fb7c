using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>What of an operation is delivered later.</summary>
internal sealed partial class OperationGenerator
{
    private int _labels;

    private string Defer(NamedType parent)
    {
        if (!inParts || parent == Schema.Mutation || !Chance(2)) return "";
        return Decide("defer", Chance(2) ? $"label: \"l{_labels++}\"" : "");
    }

    /// <summary>A streamed field does not merge with another, so it is to have a name of its own.</summary>
    private string Stream(GraphQLType field, NamedType parent)
    {
        if (!inParts || parent == Schema.Mutation || field is not (ListType or NonNullType { OfType: ListType }) || !Chance(2)) return "";
        var initialCount = Chance(3) ? "" : $"initialCount: {random.Next(4)}";
        return Decide("stream", Chance(3) ? $"{initialCount} label: \"l{_labels++}\"" : initialCount);
    }

    private string Decide(string directive, string arguments)
    {
        if (Chance(6))
        {
            var variable = Define("Boolean!");
            _variables[variable] = Chance(2);
            arguments += $" if: ${variable}";
        }

        return arguments.Length > 0 ? $" @{directive}({arguments})" : $" @{directive}";
    }
}
