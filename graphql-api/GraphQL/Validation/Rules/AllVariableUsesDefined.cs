using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.8.3: operations define the variables that they and their fragments use.</summary>
internal sealed class AllVariableUsesDefined : ValidationRule
{
    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var operation in context.Operations)
        {
            var defined = operation.VariableDefinitions.Select(variable => variable.Name).ToHashSet();
            var by = operation.Name is { } name ? $" by operation \"{name}\"" : "";
            foreach (var usage in context.ReachableFrom(operation).SelectMany(facts => facts.Variables))
            {
                if (defined.Contains(usage.Node.Name)) continue;
                context.Report($"Variable \"${usage.Node.Name}\" is not defined{by}.", usage.Node.Start, operation.Start);
                if (context.IsFull) return;
            }
        }
    }
}
