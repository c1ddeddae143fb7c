using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.8.4: operations, with their fragments, use the variables that they define.</summary>
internal sealed class AllVariablesUsed : ValidationRule
{
    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var operation in context.Operations)
        {
            if (operation.VariableDefinitions.Count == 0) continue;
            var used = context.ReachableFrom(operation).SelectMany(facts => facts.Variables).Select(usage => usage.Node.Name).ToHashSet();
            var by = operation.Name is { } name ? $" in operation \"{name}\"" : "";
            foreach (var variable in operation.VariableDefinitions)
            {
                if (!used.Contains(variable.Name)) context.Report($"Variable \"${variable.Name}\" is never used{by}.", variable.Start);
            }
        }
    }
}
