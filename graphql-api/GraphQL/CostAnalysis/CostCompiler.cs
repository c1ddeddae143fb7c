using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>
/// Compiles what an operation costs to an expression of its variables (IBM cost specification, section 4). Fields with the same response
/// name count once, as they are executed once; below an interface or union each possible type is looked at.
/// </summary>
/// <param name="isIncluded">Decides <c>@skip</c> and <c>@include</c>.</param>
internal sealed class CostCompiler(
    Schema schema,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    Func<IReadOnlyList<DirectiveNode>, bool> isIncluded)
{
    /// <summary>
    /// The most selections that are looked at, and the most steps that evaluating may take. Fragments and possible types can multiply both
    /// without end.
    /// </summary>
    private const int MaxSteps = 100_000;

    private readonly Dictionary<(SelectionSetNode, NamedType), CostExpression> _known = [];
    private int _selections;

    /// <exception cref="GraphQLException">The operation cannot be analysed.</exception>
    public CostExpression Compile(OperationDefinitionNode operation, ObjectType root)
    {
        var below = CompileObject(root, [operation.SelectionSet], null);
        var field = new FieldCost(0, [], null, TypeWeight(root), below);
        return Fold(field);
    }

    /// <param name="around">The field around whose <see cref="ListSize.SizedFields"/> may be among these.</param>
    private CostExpression Compile(NamedType type, IReadOnlyList<SelectionSetNode> sets, SizedField? around)
    {
        var isKept = sets.Count == 1 && around is null;
        if (isKept && _known.TryGetValue((sets[0], type), out var known)) return known;
        var cost = type is ObjectType objectType
            ? CompileObject(objectType, sets, around)
            : Highest([.. schema.GetPossibleTypes(type).Select(possible => CompileObject(possible, sets, around))]);
        if (cost.Steps > MaxSteps) throw TooLarge();
        if (isKept) _known.Add((sets[0], type), cost);
        return cost;
    }

    private CostExpression CompileObject(ObjectType type, IReadOnlyList<SelectionSetNode> sets, SizedField? around)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        HashSet<string>? visited = null;
        foreach (var set in sets) Collect(type, set, groups, ref visited);

        var known = default(OperationCost);
        var open = new List<FieldCost>();
        foreach (var nodes in groups.Values)
        {
            if (schema.FindField(type, nodes[0].Name) is not { } definition) continue;
            var field = CompileField(definition, nodes, around);
            if (!field.IsConstant)
            {
                open.Add(field);
                continue;
            }

            var cost = field.Evaluate(VariableValues.Empty);
            known = new(known.Fields + cost.Fields, known.Types + cost.Types);
        }

        return open.Count == 0 ? new ConstantCost(known) : new SelectionCost(known, [.. open]);
    }

    private FieldCost CompileField(FieldDefinition definition, List<FieldNode> nodes, SizedField? around)
    {
        var node = nodes[0];
        var named = definition.Type.Unwrapped;
        var isComposite = named is ComplexType or UnionType;
        var isList = definition.Type is ListType or NonNullType { OfType: ListType };
        if (definition.ListSize is { RequireOneSlicingArgument: true } required) CheckSlicing(required, node);

        var weight = definition.Cost ?? (isComposite || isList ? 1 : 0);
        var inputs = new List<InputCost>();
        foreach (var argument in node.Arguments)
        {
            if (definition.FindArgument(argument.Name) is not { } input) continue;
            weight += InputCost.WeightOf(input);
            if (input.Type.Unwrapped is not InputObjectType) continue;
            if (InputCoercion.IsConstant(argument.Value)) weight += InputCost.Of(argument.Value, input.Type, VariableValues.Empty);
            else inputs.Add(new(argument.Value, input.Type));
        }

        var below = isComposite
            ? Compile(named, [.. nodes.Select(other => other.SelectionSet).OfType<SelectionSetNode>()], SizedField.Of(definition, node))
            : ConstantCost.Zero;
        var size = isList ? SizeOf(definition, node, around) : null;
        return new(weight, [.. inputs], size, TypeWeight(named), below);
    }

    private static SizeExpression? SizeOf(FieldDefinition definition, FieldNode node, SizedField? around)
    {
        if (definition.ListSize is { } own) return SizeExpression.Of(own, definition, node);
        return around is { } sized && sized.Size.SizedFields.Contains(definition.Name) ? SizeExpression.Of(sized.Size, sized.Definition, sized.Node) : null;
    }

    /// <summary>A variable may be absent: several of them may still be one argument.</summary>
    private static void CheckSlicing(ListSize size, FieldNode node)
    {
        var given = node.Arguments.Where(argument => size.SlicingArguments.Contains(argument.Name) && argument.Value is not NullValueNode).ToArray();
        if (given.Length == 1 || (given.Length > 1 && given.All(argument => argument.Value is VariableNode))) return;
        throw new GraphQLException(new GraphQLError("Exactly one slicing argument must be defined.", Path: [node.Name], Code: "HC0082"));
    }

    private void Collect(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups, ref HashSet<string>? visited)
    {
        foreach (var selection in set.Selections)
        {
            if (++_selections > MaxSteps) throw TooLarge();
            if (!isIncluded(selection.Directives)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseName, out var nodes)) groups.Add(field.ResponseName, nodes = []);
                    nodes.Add(field);
                    break;

                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition.Name):
                    Collect(type, inline.SelectionSet, groups, ref visited);
                    break;

                case FragmentSpreadNode spread when (visited ??= []).Add(spread.Name):
                    var fragment = fragments[spread.Name];
                    if (Applies(type, fragment.TypeCondition.Name)) Collect(type, fragment.SelectionSet, groups, ref visited);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, string condition) =>
        schema.FindType(condition) is { } conditionType && schema.GetPossibleTypes(conditionType).Contains(type);

    private static GraphQLException TooLarge() => new(new GraphQLError("The operation is too large to tell its cost.", Code: "HC0047"));

    private static double TypeWeight(NamedType type) => type.Cost ?? (type is ComplexType or UnionType ? 1 : 0);

    private static CostExpression Highest(CostExpression[] alternatives)
    {
        var highest = new HighestCost(alternatives);
        return Array.TrueForAll(alternatives, alternative => alternative is ConstantCost)
            ? new ConstantCost(highest.Evaluate(VariableValues.Empty))
            : highest;
    }

    private static CostExpression Fold(FieldCost field) => field.IsConstant ? new ConstantCost(field.Evaluate(VariableValues.Empty)) : field;

    /// <summary>A field whose arguments say how long lists below are.</summary>
    private sealed record SizedField(ListSize Size, FieldDefinition Definition, FieldNode Node)
    {
        public static SizedField? Of(FieldDefinition definition, FieldNode node) =>
            definition.ListSize is { SizedFields.Count: > 0 } size ? new(size, definition, node) : null;
    }
}
