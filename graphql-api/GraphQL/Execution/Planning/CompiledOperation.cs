using System.Collections.Concurrent;
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
    Action<int> planned)
{
    /// <summary>More combinations than these are planned each time.</summary>
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<string, SelectionPlan> _plans = [];
    private SelectionPlan? _unconditional;

    public OperationDefinitionNode Definition { get; } = definition;

    public ObjectType RootType { get; } = definition.Operation switch
    {
        OperationType.Mutation => schema.Mutation!,
        OperationType.Subscription => schema.Subscription!,
        _ => schema.Query,
    };

    /// <exception cref="GraphQLException">The operation is too large.</exception>
    public SelectionPlan GetPlan(VariableValues variables)
    {
        if (conditionVariables.Count == 0) return _unconditional ??= Compile([], isKept: true);

        var conditions = new Dictionary<string, bool?>(conditionVariables.Count);
        var key = string.Create(conditionVariables.Count, (conditionVariables, variables, conditions), static (bits, state) =>
        {
            for (var i = 0; i < bits.Length; i++)
            {
                var name = state.conditionVariables[i];
                var value = state.variables.GetBoolean(name);
                state.conditions[name] = value;
                bits[i] = value switch { true => '1', false => '0', null => '-' };
            }
        });
        if (_plans.TryGetValue(key, out var plan)) return plan;
        var isKept = _plans.Count < MaxPlans;
        plan = Compile(conditions, isKept);
        if (isKept) _plans.TryAdd(key, plan);
        return plan;
    }

    private SelectionPlan Compile(Dictionary<string, bool?> conditions, bool isKept)
    {
        var compiler = new PlanCompiler(schema, fragments, conditions, isKept ? planned : null);
        var plan = compiler.CompileAll(RootType, [Definition.SelectionSet]);
        if (hasCost) plan.Cost = new CostCompiler(schema, fragments, compiler.IsIncluded).Compile(Definition, RootType);
        return plan;
    }
}
