using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.7.3: a directive that is not repeatable stands once at a node.</summary>
internal sealed class DirectivesAreUniquePerLocation : ValidationRule
{
    public override void EnterDirectives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count < 2) return;
        var seen = new Dictionary<string, DirectiveNode>();
        foreach (var directive in directives)
        {
            if (context.Schema.FindDirective(directive.Name) is not { IsRepeatable: false } || seen.TryAdd(directive.Name, directive)) continue;
            context.Report(
                $"The directive \"@{directive.Name}\" can only be used once at this location.", seen[directive.Name].Start, directive.Start);
        }
    }
}
