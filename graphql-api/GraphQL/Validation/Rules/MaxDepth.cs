using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Not of the specification: operations are not nested deeper than the server allows. Introspection is not counted.</summary>
internal sealed class MaxDepth : ValidationRule
{
    private readonly Dictionary<string, int> _depths = [];
    private bool _isBeyond;

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        if (context.Options.MaxDepth is not { } most || context.HasFragmentCycle) return;
        foreach (var operation in context.Operations)
        {
            _isBeyond = false;
            var depth = Measure(context, operation.SelectionSet, 0, most);
            if (!_isBeyond && depth <= most) continue;
            var name = operation.Name is null ? "The operation" : $"Operation \"{operation.Name}\"";
            context.IsTooDeep = true;
            context.Report($"{name} is nested deeper than the {most} field levels that are allowed.", operation.Start);
        }
    }

    /// <summary>The field levels below a selection set.</summary>
    /// <param name="nesting">The selection sets around this one; long chains of fragments need no field to be deep.</param>
    private int Measure(ValidationContext context, SelectionSetNode set, int nesting, int most)
    {
        const int MostWithoutFields = 250;
        if (nesting > most + MostWithoutFields) _isBeyond = true;
        var deepest = 0;
        foreach (var selection in set.Selections)
        {
            if (_isBeyond) break;
            var depth = selection switch
            {
                FieldNode { Name: "__schema" or "__type" } => 0,
                FieldNode { SelectionSet: { } below } => 1 + Measure(context, below, nesting + 1, most),
                FieldNode => 1,
                InlineFragmentNode fragment => Measure(context, fragment.SelectionSet, nesting + 1, most),
                FragmentSpreadNode spread => Measure(context, spread, nesting, most),
                _ => 0,
            };
            deepest = Math.Max(deepest, depth);
            if (deepest > most) _isBeyond = true;
        }

        return deepest;
    }

    private int Measure(ValidationContext context, FragmentSpreadNode spread, int nesting, int most)
    {
        if (_depths.TryGetValue(spread.Name, out var depth)) return depth;
        if (context.FindFragment(spread.Name) is not { } fragment) return 0;
        depth = Measure(context, fragment.SelectionSet, nesting + 1, most);
        if (!_isBeyond) _depths.Add(spread.Name, depth);
        return depth;
    }
}
