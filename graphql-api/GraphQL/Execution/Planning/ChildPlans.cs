using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>
/// The plans below a field, one for each concrete type. Below an object there is just one; below an interface or union a type is
/// planned when its first object appears, so that a document cannot make all combinations of types be planned.
/// </summary>
internal sealed class ChildPlans
{
    private readonly PlanCompiler _compiler;
    private readonly IReadOnlyList<CollectedSelections> _selectionSets;
    private readonly DeferUsage[] _delivered;
    private readonly SelectionPlan? _only;
    private volatile (Type ClrType, SelectionPlan Plan)[] _known = [];

    /// <param name="delivered">The deferred fragments with which the objects are delivered.</param>
    public ChildPlans(PlanCompiler compiler, NamedType type, IReadOnlyList<CollectedSelections> selectionSets, DeferUsage[] delivered)
    {
        _compiler = compiler;
        _selectionSets = selectionSets;
        _delivered = delivered;
        if (type is ObjectType objectType) _only = compiler.Compile(objectType, selectionSets, delivered);
    }

    /// <summary>The plan of the field's type where that is an object type.</summary>
    public SelectionPlan? Only => _only;

    /// <summary>The plan for a value, by its CLR type.</summary>
    /// <exception cref="GraphQLException">The schema has no object type for the value here.</exception>
    public SelectionPlan For(object value, NamedType declared)
    {
        if (_only is not null) return _only;
        var clrType = value.GetType();
        foreach (var known in _known)
        {
            if (known.ClrType == clrType) return known.Plan;
        }

        return Add(clrType, declared);
    }

    private SelectionPlan Add(Type clrType, NamedType declared)
    {
        var schema = _compiler.Schema;
        if (schema.FindObjectType(clrType) is not { } type || !schema.GetPossibleTypes(declared).Contains(type))
        {
            throw new InvalidOperationException($"{clrType} is no possible type of {declared}.");
        }

        lock (_compiler)
        {
            foreach (var known in _known)
            {
                if (known.ClrType == clrType) return known.Plan;
            }

            var plan = _compiler.CompileAll(type, _selectionSets, _delivered);
            _known = [.. _known, (clrType, plan)];
            return plan;
        }
    }
}
