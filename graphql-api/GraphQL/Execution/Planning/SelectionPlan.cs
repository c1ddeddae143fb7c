using MusicGraph.GraphQL.Caching;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>What is selected of one concrete object type at one place of an operation: its fields, merged, in response order.</summary>
internal sealed class SelectionPlan(ObjectType type, FieldPlan[] fields, DeferredSelections? deferred = null)
{
    public ObjectType Type { get; } = type;
    public FieldPlan[] Fields { get; } = fields;

    /// <summary>How long the last response of the operation was, to make room for the next; set on the root.</summary>
    public int ResponseBytes { get; set; }

    /// <summary>What the whole operation costs; set on the root of plans where costs are looked at.</summary>
    public CostExpression? Cost { get; set; }

    /// <summary>How long the response may be cached; set on the root of plans where that is told.</summary>
    public ResponseCaching? Caching { get; set; }

    /// <summary>What is delivered after <see cref="Fields"/>, or null.</summary>
    public DeferredSelections? Deferred { get; } = deferred;

    /// <summary>The fields that are resolved before the response is written, in the order of their <see cref="FieldPlan.Slot"/>.</summary>
    public FieldPlan[] Resolved { get; } = [.. fields.Where(field => field.Kind == FieldKind.Resolved)];
}
