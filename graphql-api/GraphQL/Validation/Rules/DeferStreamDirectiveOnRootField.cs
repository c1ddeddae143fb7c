using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Of the incremental delivery proposal: the root fields of mutations and subscriptions are neither deferred nor streamed.</summary>
internal sealed class DeferStreamDirectiveOnRootField : ValidationRule
{
    private readonly HashSet<string> _visited = [];

    public override void EnterOperation(ValidationContext context, OperationDefinitionNode operation)
    {
        if (operation.Operation == OperationType.Query || context.Schema.FindRootType(operation.Operation) is not { } root) return;
        _visited.Clear();
        var place = $"root {operation.Operation.ToString().ToLowerInvariant()} type \"{root.Name}\"";
        var sets = new Stack<(SelectionSetNode Set, int Next)>([(operation.SelectionSet, 0)]);
        while (sets.TryPop(out var current))
        {
            if (current.Next == current.Set.Selections.Count) continue;
            sets.Push((current.Set, current.Next + 1));
            if (Check(context, current.Set.Selections[current.Next], place) is { } below) sets.Push((below, 0));
        }
    }

    /// <returns>The fragment's selections that are root fields too.</returns>
    private SelectionSetNode? Check(ValidationContext context, SelectionNode selection, string place)
    {
        switch (selection)
        {
            case FieldNode field:
                if (IncrementalDirectives.FindStream(field) is { } stream) context.Report($"Stream directive cannot be used on {place}.", stream.Start);
                return null;
            case InlineFragmentNode fragment:
                CheckDefer(context, fragment, place);
                return fragment.SelectionSet;
            case FragmentSpreadNode spread when _visited.Add(spread.Name) && context.FindFragment(spread.Name) is { } fragment:
                CheckDefer(context, spread, place);
                return fragment.SelectionSet;
            default:
                return null;
        }
    }

    private static void CheckDefer(ValidationContext context, SelectionNode fragment, string place)
    {
        if (IncrementalDirectives.FindDefer(fragment) is { } defer) context.Report($"Defer directive cannot be used on {place}.", defer.Start);
    }
}
