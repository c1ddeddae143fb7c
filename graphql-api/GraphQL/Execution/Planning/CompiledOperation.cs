using System.Collections.Concurrent;
using MusicGraph.GraphQL.Caching;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>An operation of a validated document and its plans, one for each combination of the variables that decide what is included.</summary>
internal sealed class CompiledOperation(
    Schema schema,
    OperationDefinitionNode definition,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    IReadOnlyList<string> conditionVariables,
    bool hasCost,
    bool tellsCaching,
    bool isIncremental,
    Action<int> planned)
{
    /// <summary>More combinations than these are planned each time.</summary>
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<string, SelectionPlan> _plans = [];
    private readonly DeliveryMode _incremental = !isIncremental
        ? DeliveryMode.Ignored
        : definition.Operation == OperationType.Subscription ? DeliveryMode.Refused : DeliveryMode.Used;

    private SelectionPlan? _unconditional;

    public OperationDefinitionNode Definition { get; } = definition;

    public ObjectType RootType { get; } = definition.Operation switch
    {
        OperationType.Mutation => schema.Mutation!,
        OperationType.Subscription => schema.Subscription!,
        _ => schema.Query,
    };

    /// <summary>Whether a response can come in parts.</summary>
    public bool IsIncremental => _incremental == DeliveryMode.Used;

    /// <param name="inParts">Whether the response may come in parts.</param>
    /// <exception cref="GraphQLException">The operation is too large, or is a subscription that would come in parts.</exception>
    public SelectionPlan GetPlan(VariableValues variables, bool inParts)
    {
        if (conditionVariables.Count == 0 && !IsIncremental) return _unconditional ??= Compile([], _incremental, isKept: true);

        var incremental = IsIncremental && !inParts ? DeliveryMode.Ignored : _incremental;
        var conditions = new Dictionary<string, bool?>(conditionVariables.Count);
        var state = (conditionVariables, variables, conditions, incremental);
        var key = string.Create(conditionVariables.Count + 1, state, static (bits, state) =>
        {
            for (var i = 0; i < state.conditionVariables.Count; i++)
            {
                var name = state.conditionVariables[i];
                var value = state.variables.GetBoolean(name);
                state.conditions[name] = value;
                bits[i] = value switch { true => '1', false => '0', null => '-' };
            }

            bits[^1] = state.incremental == DeliveryMode.Used ? 'p' : 'w';
        });
        if (_plans.TryGetValue(key, out var plan)) return plan;
        var isKept = _plans.Count < MaxPlans;
        plan = Compile(conditions, incremental, isKept);
        if (isKept) _plans.TryAdd(key, plan);
        return plan;
    }

    private SelectionPlan Compile(Dictionary<string, bool?> conditions, DeliveryMode incremental, bool isKept)
    {
        var compiler = new PlanCompiler(schema, fragments, conditions, incremental, isKept ? planned : null);
        var plan = compiler.CompileAll(RootType, [new(Definition.SelectionSet, null)], []);
        if (hasCost) plan.Cost = new CostCompiler(schema, fragments, compiler.IsIncluded).Compile(Definition, RootType);
        if (tellsCaching && Definition.Operation == OperationType.Query)
            plan.Caching = new CacheControlCompiler(schema, fragments, compiler.IsIncluded).Compile(Definition, RootType);
        return plan;
    }
}
