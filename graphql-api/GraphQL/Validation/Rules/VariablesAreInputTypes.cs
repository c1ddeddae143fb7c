using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.8.2.</summary>
internal sealed class VariablesAreInputTypes : ValidationRule
{
    public override void EnterVariableDefinition(ValidationContext context, VariableDefinitionNode variable)
    {
        if (context.Schema.FindType(variable.Type) is null or { IsInputType: true }) return;
        context.Report($"Variable \"${variable.Name}\" cannot be non-input type \"{variable.Type}\".", variable.Type.Start);
    }
}
