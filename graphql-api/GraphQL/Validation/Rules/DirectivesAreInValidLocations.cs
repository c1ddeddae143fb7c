using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.7.2.</summary>
internal sealed class DirectivesAreInValidLocations : ValidationRule
{
    public override void EnterDirectives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.FindDirective(directive.Name) is not { } definition || definition.Locations.Contains(location)) continue;
            context.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive.Start);
        }
    }
}
