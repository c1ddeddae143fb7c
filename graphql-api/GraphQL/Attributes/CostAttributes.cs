namespace MusicGraph.GraphQL.Types;

/// <summary>
/// What it costs to execute a field, to give an argument or input field, or to answer an object, enum or scalar of a type; the directive
/// <c>@cost</c>. Without it a resolver that waits costs 10, an object or list 1, anything else nothing.
/// </summary>
/// <param name="weight">What is added to the cost of an operation for every appearance.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Struct)]
public sealed class CostAttribute(double weight) : Attribute
{
    public double Weight { get; } = weight;
}

/// <summary>How long a field's list is; the directive <c>@listSize</c>. What is below the field costs as many times.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : Attribute
{
    /// <summary>The most items that the list has.</summary>
    public int AssumedSize { get; init; }

    /// <summary>The field's arguments that cut the list.</summary>
    public string[]? SlicingArguments { get; init; }

    /// <summary>The fields below whose lists are meant.</summary>
    public string[]? SizedFields { get; init; }

    /// <summary>Whether a client must give exactly one slicing argument.</summary>
    public bool RequireOneSlicingArgument { get; init; } = true;
}
