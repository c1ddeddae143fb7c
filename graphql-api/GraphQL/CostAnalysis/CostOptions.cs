namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>
/// What operations may cost, and what fields cost that say nothing of it; changed by <c>ModifyCostOptions(options => …)</c>. Names, defaults
/// and meaning are those of HotChocolate.CostAnalysis.
/// </summary>
public sealed class CostOptions
{
    /// <summary>The most that the fields of an operation may cost: an estimate of what it takes to execute it.</summary>
    public double MaxFieldCost { get; set; } = 1_000;

    /// <summary>The most that the types of an operation may cost: an estimate of the objects in its response.</summary>
    public double MaxTypeCost { get; set; } = 1_000;

    /// <summary>Whether an operation that costs more is refused.</summary>
    public bool EnforceCostLimits { get; set; } = true;

    /// <summary>Whether fields that wait get <see cref="DefaultResolverCost"/>, and connections the sizes of their pages.</summary>
    public bool ApplyCostDefaults { get; set; } = true;

    /// <summary>Whether a connection's page size is told where the client names none.</summary>
    public bool ApplySlicingArgumentDefaultValue { get; set; } = true;

    /// <summary>What a field costs that has more to do than to read its parent; null for nothing.</summary>
    public double? DefaultResolverCost { get; set; } = 10;
}
