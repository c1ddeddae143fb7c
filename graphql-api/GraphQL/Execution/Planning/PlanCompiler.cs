using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>
/// Compiles the selection sets of a validated operation to plans (CollectFields, section 6.3.2). <c>@skip</c> and <c>@include</c> are
/// decided here, and which fragments are deferred: a plan holds for one combination of the variables they read.
/// </summary>
internal sealed class PlanCompiler(
    Schema schema,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    IReadOnlyDictionary<string, bool?> conditions,
    DeliveryMode incremental,
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
    /// <param name="delivered">The deferred fragments with which the object is delivered; none for the first part of a response.</param>
    /// <exception cref="GraphQLException">The operation has too many fields, or defers what it may not.</exception>
    public SelectionPlan CompileAll(ObjectType type, IReadOnlyList<CollectedSelections> selectionSets, DeferUsage[] delivered)
    {
        var before = _selections;
        var plan = Compile(type, selectionSets, delivered);
        planned?.Invoke(_selections - before);
        return plan;
    }

    /// <inheritdoc cref="CompileAll"/>
    public SelectionPlan Compile(ObjectType type, IReadOnlyList<CollectedSelections> selectionSets, DeferUsage[] delivered)
    {
        var collection = new FieldCollection();
        var isPartial = delivered.Length > 0;
        foreach (var selectionSet in selectionSets)
        {
            isPartial |= selectionSet.Defer is not null;
            Collect(type, selectionSet.Node, selectionSet.Defer, collection);
        }

        if (!isPartial && collection.Usages.Count == 0) return new SelectionPlan(type, Compile(type, collection.Fields, delivered));
        var parts = FieldPartition.Of(collection.Fields, delivered);
        DeferredSelections? deferred = null;
        if (parts.Deferred.Count > 0 || collection.Usages.Count > 0)
        {
            deferred = new(
                [.. collection.Usages],
                [.. parts.Deferred.Select(part => new DeferredPart(part.Usages, new(type, Compile(type, part.Fields, part.Usages))))]);
        }

        return new SelectionPlan(type, Compile(type, parts.Immediate, delivered), deferred);
    }

    private FieldPlan[] Compile(ObjectType type, OrderedDictionary<string, List<CollectedField>> groups, DeferUsage[] delivered)
    {
        var fields = new FieldPlan[groups.Count];
        var slot = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, nodes) = groups.GetAt(i);
            fields[i] = Compile(type, name, nodes, delivered, isFirst: i == 0, ref slot);
        }

        return fields;
    }

    private FieldPlan Compile(ObjectType type, string responseName, List<CollectedField> collected, DeferUsage[] delivered, bool isFirst, ref int slot)
    {
        FieldNode[] nodes = collected.Count == 1 ? [collected[0].Node] : [.. collected.Select(field => field.Node).Distinct()];
        var definition = Schema.FindField(type, nodes[0].Name)
            ?? throw new InvalidOperationException($"{type.Name} has no field {nodes[0].Name}: the document was not validated.");
        var unwrapped = definition.Type.Unwrapped;
        var children = unwrapped is ComplexType or UnionType
            ? new ChildPlans(this, unwrapped, [.. collected.Select(field => new CollectedSelections(field.Node.SelectionSet!, field.Defer))], delivered)
            : null;

        // What an abstract type will have below is known only when its objects are.
        var resolvesChildren = children is not null && children.Only is not { Resolved.Length: 0 };
        var stream = definition.Write is null ? FindStream(nodes[0]) : null;
        var kind = definition switch
        {
            _ when stream is not null => FieldKind.Resolved,
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
            Stream = stream,
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

    private void Collect(ObjectType type, SelectionSetNode selectionSet, DeferUsage? defer, FieldCollection collection)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (++_selections > MaxSelections) throw new GraphQLException($"The operation selects more than {MaxSelections} fields.");
            if (!IsIncluded(selection.Directives)) continue;
            switch (selection)
            {
                case FieldNode field:
                    collection.Add(field, defer);
                    break;

                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition.Name):
                    Collect(type, inline.SelectionSet, collection.Enter(FindDefer(inline), defer), collection);
                    break;

                case FragmentSpreadNode spread when fragments[spread.Name] is var fragment && Applies(type, fragment.TypeCondition.Name):
                    var directive = FindDefer(spread);
                    if (collection.TryVisit(spread.Name, directive ?? defer?.Directive))
                    {
                        Collect(type, fragment.SelectionSet, collection.Enter(directive, defer), collection);
                    }

                    break;
            }
        }
    }

    /// <summary>The <c>@defer</c> of a fragment where it is in force.</summary>
    private DirectiveNode? FindDefer(SelectionNode fragment) =>
        incremental != DeliveryMode.Ignored && IncrementalDirectives.FindDefer(fragment) is { } directive && IsInForce(directive) ? directive : null;

    private StreamUsage? FindStream(FieldNode field) =>
        incremental != DeliveryMode.Ignored && IncrementalDirectives.FindStream(field) is { } directive && IsInForce(directive) ? new(directive) : null;

    private bool IsInForce(DirectiveNode directive)
    {
        var condition = IncrementalDirectives.FindArgument(directive, IncrementalDirectives.If);
        var isOff = condition is BooleanValueNode { Value: false } || (condition is VariableNode variable && conditions[variable.Name] is false);
        if (isOff || incremental != DeliveryMode.Refused) return !isOff;
        throw new GraphQLException(
            $"`@{directive.Name}` directive not supported on subscription operations. Disable `@{directive.Name}` by setting the `if` argument to `false`.");
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
