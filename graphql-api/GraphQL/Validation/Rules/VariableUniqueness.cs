using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.8.1.</summary>
internal sealed class VariableUniqueness : ValidationRule
{
    public override void EnterOperation(ValidationContext context, OperationDefinitionNode operation)
    {
        if (operation.VariableDefinitions.Count < 2) return;
        foreach (var same in operation.VariableDefinitions.GroupBy(variable => variable.Name).Where(same => same.Count() > 1))
        {
            // The name stands after the dollar sign.
            context.Report(
                $"There can be only one variable named \"${same.Key}\".", [.. same.Select(variable => variable.VariableStart + 1)]);
        }
    }
}
