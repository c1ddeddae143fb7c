using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.8.5: a variable's type fits the places where it is used.</summary>
internal sealed class AllVariableUsagesAreAllowed : ValidationRule
{
    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var operation in context.Operations)
        {
            if (operation.VariableDefinitions.Count == 0) continue;
            var variables = new Dictionary<string, (VariableDefinitionNode Node, GraphQLType? Type)>();
            foreach (var variable in operation.VariableDefinitions) variables[variable.Name] = (variable, context.Schema.FindType(variable.Type));
            foreach (var usage in context.ReachableFrom(operation).SelectMany(facts => facts.Variables))
            {
                if (!variables.TryGetValue(usage.Node.Name, out var variable) || variable.Type is not { IsInputType: true } type) continue;
                Check(context, variable.Node, type, usage);
                if (context.IsFull) return;
            }
        }
    }

    private static void Check(ValidationContext context, VariableDefinitionNode variable, GraphQLType type, VariableUsage usage)
    {
        if (usage.Type is { } expected && !IsAllowed(variable, type, expected, usage.HasDefault))
        {
            context.Report(
                $"Variable \"${variable.Name}\" of type \"{type}\" used in position expecting type \"{expected}\".",
                variable.Start,
                usage.Node.Start);
        }

        if (usage.OneOf is { } oneOf && type.Kind != TypeKind.NonNull)
        {
            context.Report(
                $"Variable \"${variable.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".",
                variable.Start,
                usage.Node.Start);
        }
    }

    /// <summary><c>IsVariableUsageAllowed</c>: a default makes up for a variable that may be absent.</summary>
    private static bool IsAllowed(VariableDefinitionNode variable, GraphQLType type, GraphQLType expected, bool hasDefault)
    {
        if (expected is not NonNullType { OfType: var nullable } || type.Kind == TypeKind.NonNull) return TypeComparison.IsSubtype(type, expected);
        return (hasDefault || variable.DefaultValue is not (null or NullValueNode)) && TypeComparison.IsSubtype(type, nullable);
    }
}
