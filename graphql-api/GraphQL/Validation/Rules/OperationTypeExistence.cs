using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.2.1.1: the schema supports the kind of operation.</summary>
internal sealed class OperationTypeExistence : ValidationRule
{
    public override void EnterOperation(ValidationContext context, OperationDefinitionNode operation)
    {
        if (context.Schema.FindRootType(operation.Operation) is not null) return;
        var kind = operation.Operation.ToString().ToLowerInvariant();
        context.Report($"The {kind} operation is not supported by the schema.", operation.Start);
    }
}
