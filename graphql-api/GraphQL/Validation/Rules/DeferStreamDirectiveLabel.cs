using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Of the incremental delivery proposal: a label of <c>@defer</c> or <c>@stream</c> is a string, no variable, and unique in the document.
/// </summary>
internal sealed class DeferStreamDirectiveLabel : ValidationRule
{
    private Dictionary<string, DirectiveNode>? _labels;

    public override void EnterDirective(ValidationContext context, DirectiveNode directive)
    {
        if (directive.Name is not (IncrementalDirectives.Defer or IncrementalDirectives.Stream)) return;
        switch (IncrementalDirectives.FindArgument(directive, IncrementalDirectives.Label))
        {
            case null or NullValueNode:
                break;
            case StringValueNode label when (_labels ??= []).TryAdd(label.Value, directive):
                break;
            case StringValueNode label:
                context.Report(
                    "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all Defer/Stream directive usages.",
                    _labels![label.Value].Start,
                    directive.Start);
                break;
            default:
                context.Report($"Argument \"@{directive.Name}(label:)\" must be a static string.", directive.Start);
                break;
        }
    }
}
