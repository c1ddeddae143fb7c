using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>The two costs of section 4 of the IBM cost specification.</summary>
/// <param name="Fields">What it takes to execute the fields.</param>
/// <param name="Types">How many objects there will be, by the weights of their types.</param>
internal readonly record struct OperationCost(double Fields, double Types);

/// <summary>What a part of an operation costs, given the variables. It is compiled once; evaluating it allocates nothing.</summary>
internal abstract class CostExpression
{
    /// <summary>How many steps evaluating takes. Parts are shared, so it can be far more than there are objects.</summary>
    public abstract long Steps { get; }

    public abstract OperationCost Evaluate(VariableValues variables);
}

internal sealed class ConstantCost(OperationCost cost) : CostExpression
{
    public static readonly ConstantCost Zero = new(default);

    public override long Steps => 1;

    public override OperationCost Evaluate(VariableValues variables) => cost;
}

/// <summary>The fields of a selection set: those whose cost is known are summed up already.</summary>
internal sealed class SelectionCost(OperationCost known, FieldCost[] fields) : CostExpression
{
    public override long Steps { get; } = 1 + fields.Sum(field => field.Steps);

    public override OperationCost Evaluate(VariableValues variables)
    {
        var (total, types) = known;
        foreach (var field in fields)
        {
            var cost = field.Evaluate(variables);
            total += cost.Fields;
            types += cost.Types;
        }

        return new(total, types);
    }
}

/// <summary>Below an interface or union: the object may be of any of its types, and so the most of each cost counts.</summary>
internal sealed class HighestCost(CostExpression[] alternatives) : CostExpression
{
    public override long Steps { get; } = 1 + alternatives.Sum(alternative => alternative.Steps);

    public override OperationCost Evaluate(VariableValues variables)
    {
        var highest = default(OperationCost);
        foreach (var alternative in alternatives)
        {
            var cost = alternative.Evaluate(variables);
            highest = new(Math.Max(highest.Fields, cost.Fields), Math.Max(highest.Types, cost.Types));
        }

        return highest;
    }
}

/// <summary>A field with its arguments and what is below (sections 4.1 and 4.2).</summary>
/// <param name="weight">The field's own, with the arguments that are known.</param>
/// <param name="inputs">The arguments with variables that cost something.</param>
/// <param name="size">How many times there is what is below; null for once.</param>
internal sealed class FieldCost(double weight, InputCost[] inputs, SizeExpression? size, double typeWeight, CostExpression below) : CostExpression
{
    public override long Steps { get; } = 1 + below.Steps;

    public bool IsConstant { get; } = inputs.Length == 0 && size is null or { IsConstant: true } && below is ConstantCost;

    public override OperationCost Evaluate(VariableValues variables)
    {
        var times = size?.Evaluate(variables) ?? 1;
        var children = below.Evaluate(variables);
        var fields = weight + (times * children.Fields);
        foreach (var input in inputs) fields += input.Evaluate(variables);

        // A negative weight makes its own surroundings cheaper, not the operation.
        return new(Math.Max(0, fields), times * (typeWeight + children.Types));
    }
}
