using System.Globalization;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>The <c>@stream</c> of a field.</summary>
internal sealed class StreamUsage(DirectiveNode directive)
{
    private readonly ValueNode? _initialCount = IncrementalDirectives.FindArgument(directive, IncrementalDirectives.InitialCount);

    public string? Label { get; } = (IncrementalDirectives.FindArgument(directive, IncrementalDirectives.Label) as StringValueNode)?.Value;

    /// <summary>How many items come with the field.</summary>
    /// <exception cref="GraphQLException">The argument is no number of items.</exception>
    public int InitialCount(VariableValues variables)
    {
        var value = _initialCount;
        if (value is VariableNode variable && !variables.TryGet(variable.Name, out value)) return 0;
        if (value is null) return 0;
        return value is IntValueNode given && int.TryParse(given.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new GraphQLException("Argument \"initialCount\" of \"@stream\" must be zero or more.");
    }
}
