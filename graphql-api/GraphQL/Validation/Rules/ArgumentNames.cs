using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.4.1: arguments of fields and directives are known.</summary>
internal sealed class ArgumentNames : ValidationRule
{
    public override void EnterArguments(ValidationContext context, IReadOnlyList<ArgumentNode> arguments)
    {
        var definitions = context.Directive?.Arguments ?? context.Field?.Arguments;
        if (definitions is null) return;
        foreach (var argument in arguments)
        {
            var known = context.Directive is null ? context.Field!.FindArgument(argument.Name) : context.Directive.FindArgument(argument.Name);
            if (known is not null) continue;
            var place = context.Directive is { } directive
                ? $"directive \"@{directive.Name}\""
                : $"field \"{context.ParentType}.{context.Field!.Name}\"";
            var suggestion = Suggestions.DidYouMean(argument.Name, definitions.Select(definition => definition.Name), context.Options);
            context.Report($"Unknown argument \"{argument.Name}\" on {place}.{suggestion}", argument.Start);
            if (context.IsFull) return;
        }
    }
}
