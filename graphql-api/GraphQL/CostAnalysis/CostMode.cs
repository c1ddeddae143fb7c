namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>What is done with the cost of an operation besides refusing it: the values of the header <c>GraphQL-Cost</c>.</summary>
public enum CostMode : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>report</c>: the response has it in its extension <c>operationCost</c>.</summary>
    Report,

    /// <summary><c>validate</c>: the response is the extension alone; the operation is not executed, and never refused.</summary>
    Validate,
}
