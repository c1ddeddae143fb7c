using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Of the incremental delivery proposal: subscriptions use <c>@defer</c> and <c>@stream</c> only where a condition can turn them off, as a
/// fragment that queries use too may need.
/// </summary>
internal sealed class DeferStreamDirectiveOnValidOperations : ValidationRule
{
    private readonly HashSet<string> _visited = [];
    private readonly HashSet<string> _faultless = [];
    private readonly List<int> _spreads = [];
    private ValidationContext _context = null!;
    private bool _isFaultless;

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        if (context.IsTooDeep) return;
        _context = context;
        foreach (var operation in context.Operations)
        {
            if (operation.Operation != OperationType.Subscription) continue;
            _visited.Clear();
            _isFaultless = true;
            Check(operation.SelectionSet);
            if (_isFaultless) _faultless.UnionWith(_visited);
        }
    }

    private void Check(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            if (_context.IsFull || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return;
            if (CanBeLeftOut(selection)) continue;
            foreach (var directive in selection.Directives)
            {
                if (directive.Name is IncrementalDirectives.Defer or IncrementalDirectives.Stream && !CanBeOff(directive)) Report(directive);
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } below }: Check(below); break;
                case InlineFragmentNode fragment: Check(fragment.SelectionSet); break;
                case FragmentSpreadNode spread when !_faultless.Contains(spread.Name) && _visited.Add(spread.Name) && _context.FindFragment(spread.Name) is { } fragment:
                    _spreads.Add(spread.Start);
                    Check(fragment.SelectionSet);
                    _spreads.RemoveAt(_spreads.Count - 1);
                    break;
            }
        }
    }

    private void Report(DirectiveNode directive)
    {
        _isFaultless = false;
        var name = directive.Name == IncrementalDirectives.Defer ? "Defer" : "Stream";
        _context.Report(
            $"{name} directive not supported on subscription operations. Disable `@{directive.Name}` by setting the `if` argument to `false`.",
            [directive.Start, .. Enumerable.Reverse(_spreads)]);
    }

    private static bool CanBeLeftOut(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            var condition = IncrementalDirectives.FindArgument(directive, IncrementalDirectives.If);
            if (directive.Name == "skip" && condition is not BooleanValueNode { Value: false }) return true;
            if (directive.Name == "include" && condition is not (null or BooleanValueNode { Value: true })) return true;
        }

        return false;
    }

    private static bool CanBeOff(DirectiveNode directive) =>
        IncrementalDirectives.FindArgument(directive, IncrementalDirectives.If) is VariableNode or BooleanValueNode { Value: false };
}
