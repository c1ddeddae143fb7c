using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Not of the specification: introspection does not go in circles. Since a type has fields and a field a type, a short document could
/// ask for the schema many times over; tools need each list inside of itself once at most.
/// </summary>
internal sealed class IntrospectionDepth : ValidationRule
{
    private const int MostLists = 3;
    private const int MostNested = 500;

    /// <summary>The lists around fragments that were found to be harmless, at most.</summary>
    private readonly Dictionary<string, int> _harmless = [];
    private readonly List<FieldNode> _roots = [];

    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (field is { Name: "__schema" or "__type", SelectionSet: not null }) _roots.Add(field);
    }

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var root in _roots)
        {
            if (IsTooDeep(context, root.SelectionSet!, 0, 0)) context.Report("Maximum introspection depth exceeded", root.Start);
        }
    }

    private bool IsTooDeep(ValidationContext context, SelectionSetNode set, int lists, int nesting)
    {
        if (nesting > MostNested) return true;
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode { SelectionSet: var below } field:
                    var isList = field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields";
                    var around = isList ? lists + 1 : lists;
                    if (around >= MostLists || (below is not null && IsTooDeep(context, below, around, nesting + 1))) return true;
                    break;
                case InlineFragmentNode fragment when IsTooDeep(context, fragment.SelectionSet, lists, nesting + 1):
                    return true;
                case FragmentSpreadNode spread when context.FindFragment(spread.Name) is { } fragment:
                    if (_harmless.TryGetValue(spread.Name, out var most) && most >= lists) break;

                    // Set before looking, so that a cycle ends.
                    _harmless[spread.Name] = lists;
                    if (IsTooDeep(context, fragment.SelectionSet, lists, nesting + 1)) return true;
                    break;
            }
        }

        return false;
    }
}
