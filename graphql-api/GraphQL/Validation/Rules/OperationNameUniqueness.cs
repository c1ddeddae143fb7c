using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.2.2.1.</summary>
internal sealed class OperationNameUniqueness : ValidationRule
{
    private readonly Dictionary<string, OperationDefinitionNode> _byName = [];

    public override void EnterOperation(ValidationContext context, OperationDefinitionNode operation)
    {
        if (operation.Name is not { } name || _byName.TryAdd(name, operation)) return;
        context.Report($"There can be only one operation named \"{name}\".", _byName[name].NameStart, operation.NameStart);
    }
}
