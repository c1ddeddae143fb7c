using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.2.4.1: a subscription has one root field, whatever the variables, and none of introspection.</summary>
internal sealed class SingleRootField : ValidationRule
{
    private readonly Dictionary<string, List<FieldNode>> _fields = [];
    private readonly List<string> _order = [];
    private readonly List<int> _conditions = [];
    private readonly HashSet<string> _fragments = [];

    public override void EnterOperation(ValidationContext context, OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || context.Schema.Subscription is not { } type) return;
        _fields.Clear();
        _order.Clear();
        _conditions.Clear();
        _fragments.Clear();
        Collect(context, operation.SelectionSet, type);
        var subject = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (_conditions.Count > 0)
        {
            context.Report($"{subject} must not use `@skip` or `@include` directives in the top level selection.", [.. _conditions]);
            return;
        }

        if (_order.Count == 0) context.Report($"{subject} must select one top level field.", operation.SelectionSet.Start);
        if (_order.Count > 1)
        {
            var extra = _order.Skip(1).SelectMany(key => _fields[key]).Select(field => field.Start);
            context.Report($"{subject} must select only one top level field.", [.. extra]);
        }

        foreach (var key in _order)
        {
            if (!_fields[key][0].Name.StartsWith("__", StringComparison.Ordinal)) continue;
            context.Report($"{subject} must not select an introspection top level field.", [.. _fields[key].Select(field => field.Start)]);
        }
    }

    private void Collect(ValidationContext context, SelectionSetNode root, ObjectType type)
    {
        var sets = new Stack<(SelectionSetNode Set, int Next)>([(root, 0)]);
        while (sets.TryPop(out var current))
        {
            if (current.Next == current.Set.Selections.Count) continue;
            sets.Push((current.Set, current.Next + 1));
            var selection = current.Set.Selections[current.Next];
            if (FindCondition(selection) is { } condition)
            {
                _conditions.Add(condition.Start);
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!_fields.TryGetValue(field.ResponseName, out var same))
                    {
                        _fields.Add(field.ResponseName, same = []);
                        _order.Add(field.ResponseName);
                    }

                    same.Add(field);
                    break;
                case InlineFragmentNode fragment when Applies(context, fragment.TypeCondition, type):
                    sets.Push((fragment.SelectionSet, 0));
                    break;
                case FragmentSpreadNode spread when _fragments.Add(spread.Name)
                    && context.FindFragment(spread.Name) is { } fragment && Applies(context, fragment.TypeCondition, type):
                    sets.Push((fragment.SelectionSet, 0));
                    break;
            }
        }
    }

    private static DirectiveNode? FindCondition(SelectionNode selection) =>
        selection.Directives.FirstOrDefault(directive => directive.Name == "skip")
        ?? selection.Directives.FirstOrDefault(directive => directive.Name == "include");

    private static bool Applies(ValidationContext context, NamedTypeNode? condition, ObjectType type) =>
        condition is null || (context.Schema.FindType(condition.Name) is { } named && context.Schema.GetPossibleTypes(named).Contains(type));
}
