using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>What <see cref="PlanCompiler"/> collects of an object's selection sets.</summary>
internal sealed class FieldCollection
{
    private HashSet<(string Fragment, DirectiveNode? Defer)>? _visited;

    /// <summary>The fields by response name, in order.</summary>
    public OrderedDictionary<string, List<CollectedField>> Fields { get; } = [];

    /// <summary>The deferred fragments that were met, the outer before the inner.</summary>
    public List<DeferUsage> Usages { get; } = [];

    public void Add(FieldNode field, DeferUsage? defer)
    {
        if (!Fields.TryGetValue(field.ResponseName, out var collected)) Fields.Add(field.ResponseName, collected = []);
        collected.Add(new(field, defer));
    }

    /// <summary>Whether a fragment adds anything when it is spread in this <c>@defer</c>: not when it was already, nor when it was without any.</summary>
    public bool TryVisit(string fragment, DirectiveNode? defer)
    {
        _visited ??= [];
        return !_visited.Contains((fragment, null)) && _visited.Add((fragment, defer));
    }

    /// <summary>The <c>@defer</c> that holds inside of a fragment.</summary>
    /// <param name="directive">The fragment's own, or null.</param>
    public DeferUsage? Enter(DirectiveNode? directive, DeferUsage? around)
    {
        if (directive is null) return around;
        var label = IncrementalDirectives.FindArgument(directive, IncrementalDirectives.Label) as StringValueNode;
        var usage = new DeferUsage(directive, label?.Value, around);
        Usages.Add(usage);
        return usage;
    }
}
