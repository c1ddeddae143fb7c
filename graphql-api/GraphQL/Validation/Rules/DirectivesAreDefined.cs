using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.7.1.</summary>
internal sealed class DirectivesAreDefined : ValidationRule
{
    public override void EnterDirective(ValidationContext context, DirectiveNode directive)
    {
        if (context.Directive is null) context.Report($"Unknown directive \"@{directive.Name}\".", directive.Start);
    }
}
