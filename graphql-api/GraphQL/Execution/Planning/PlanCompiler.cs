using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>
/// Compiles the selection sets of a validated operation to plans (CollectFields, section 6.3.2). <c>@skip</c> and <c>@include</c> are
/// decided here: a plan holds for one combination of the variables they read.
/// </summary>
internal sealed class PlanCompiler(
    Schema schema,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    IReadOnlyDictionary<string, bool?> conditions,
    Action<int>? planned)
{
    /// <summary>
    /// Fragments that spread fragments can grow to any size; this many selections are enough for an operation. Those that are merged
    /// into one field count too: they are looked at and remembered each.
    /// </summary>
    private const int MaxSelections = 50_000;

    private int _selections;

    public Schema Schema { get; } = schema;

    /// <summary>Compiles a selection set and what is below, and says how many selections that were, for they take memory.</summary>
    /// <exception cref="GraphQLException">The operation has too many fields.</exception>
    public SelectionPlan CompileAll(ObjectType type, IReadOnlyList<SelectionSetNode> selectionSets)
    {
        var before = _selections;
        var plan = Compile(type, selectionSets);
        planned?.Invoke(_selections - before);
        return plan;
    }

    /// <exception cref="GraphQLException">The operation has too many fields.</exception>
    public SelectionPlan Compile(ObjectType type, IReadOnlyList<SelectionSetNode> selectionSets)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        HashSet<string>? visited = null;
        foreach (var selectionSet in selectionSets) Collect(type, selectionSet, groups, ref visited);

        var fields = new FieldPlan[groups.Count];
        var slot = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, nodes) = groups.GetAt(i);
            fields[i] = Compile(type, name, nodes, isFirst: i == 0, ref slot);
        }

        return new SelectionPlan(type, fields);
    }

    private FieldPlan Compile(ObjectType type, string responseName, List<FieldNode> nodes, bool isFirst, ref int slot)
    {
        var definition = Schema.FindField(type, nodes[0].Name)
            ?? throw new InvalidOperationException($"{type.Name} has no field {nodes[0].Name}: the document was not validated.");
        var unwrapped = definition.Type.Unwrapped;
        var children = unwrapped is ComplexType or UnionType
            ? new ChildPlans(this, unwrapped, [.. nodes.Select(node => node.SelectionSet!)])
            : null;

        // What an abstract type will have below is known only when its objects are.
        var resolvesChildren = children is not null && children.Only is not { Resolved.Length: 0 };
        var kind = definition switch
        {
            _ when ReferenceEquals(definition, Schema.MetaFields.Typename) => FieldKind.TypeName,
            { Write: not null } => FieldKind.Leaf,
            { Read: not null } when !resolvesChildren => FieldKind.Read,
            _ => FieldKind.Resolved,
        };
        var key = Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{responseName}\":");
        return new FieldPlan
        {
            Definition = definition,
            Kind = kind,
            ResponseName = responseName,
            Key = ResultWriter.Pad(key),
            KeyLength = key.Length,
            Nodes = nodes,
            Children = children,
            Slot = kind == FieldKind.Resolved ? slot++ : 0,
            ResolvesChildren = resolvesChildren,
            ConstantArguments = InputCoercion.AreConstant(nodes[0].Arguments) ? TryCoerce(definition, nodes[0]) : null,
        };
    }

    /// <summary>Arguments that cannot be coerced are an error of the field, which it gets when it is resolved.</summary>
    private static InputValues? TryCoerce(FieldDefinition definition, FieldNode node)
    {
        if (definition.Arguments.Count == 0) return InputValues.Empty;
        try
        {
            return InputCoercion.CoerceArguments(definition.Arguments, node.Arguments, VariableValues.Empty);
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    private void Collect(ObjectType type, SelectionSetNode selectionSet, OrderedDictionary<string, List<FieldNode>> groups, ref HashSet<string>? visited)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (++_selections > MaxSelections) throw new GraphQLException($"The operation selects more than {MaxSelections} fields.");
            if (!IsIncluded(selection.Directives)) continue;
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

    /// <summary>DoesFragmentTypeApply, section 6.3.2.</summary>
    private bool Applies(ObjectType type, string condition) =>
        Schema.FindType(condition) is { } conditionType && Schema.GetPossibleTypes(conditionType).Contains(type);

    public bool IsIncluded(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name == "skip" && IsTrue(directive)) return false;
            if (directive.Name == "include" && !IsTrue(directive)) return false;
        }

        return true;
    }

    private bool IsTrue(DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        BooleanValueNode literal => literal.Value,

        // A variable with a default may be of a type that allows null, and be given null (section 5.8.5).
        VariableNode variable => conditions[variable.Name]
            ?? throw new GraphQLException("Argument \"if\" of non-null type \"Boolean!\" must not be null."),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no Boolean: the document was not validated."),
    };
}
