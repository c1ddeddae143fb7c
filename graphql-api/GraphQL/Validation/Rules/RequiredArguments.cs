using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.4.3: arguments without a default that may not be null are given.</summary>
internal sealed class RequiredArguments : ValidationRule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (context.Field is not { } definition) return;
        foreach (var argument in definition.Arguments)
        {
            if (!IsMissing(argument, field.Arguments)) continue;
            context.Report(
                $"Argument \"{context.ParentType}.{field.Name}({argument.Name}:)\" of type \"{argument.Type}\" is required, but it was not provided.",
                field.Start);
        }
    }

    public override void EnterDirective(ValidationContext context, DirectiveNode directive)
    {
        if (context.Directive is not { } definition) return;
        foreach (var argument in definition.Arguments)
        {
            if (!IsMissing(argument, directive.Arguments)) continue;
            context.Report(
                $"Argument \"@{directive.Name}({argument.Name}:)\" of type \"{argument.Type}\" is required, but it was not provided.",
                directive.Start);
        }
    }

    private static bool IsMissing(InputValueDefinition definition, IReadOnlyList<ArgumentNode> arguments) =>
        definition.IsRequired && !arguments.Any(argument => argument.Name == definition.Name);
}
