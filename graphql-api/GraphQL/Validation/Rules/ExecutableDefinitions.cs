using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.1.1: only operations and fragments can be executed.</summary>
internal sealed class ExecutableDefinitions : ValidationRule
{
    public override void EnterDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            var name = definition switch
            {
                SchemaDefinitionNode => "schema",
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
                _ => null,
            };
            if (name is not null) context.Report($"The {name} definition is not executable.", definition.Start);
        }
    }
}
