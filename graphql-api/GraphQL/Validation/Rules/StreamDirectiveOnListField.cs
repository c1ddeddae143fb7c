using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Of the incremental delivery proposal: only a list can be streamed.</summary>
internal sealed class StreamDirectiveOnListField : ValidationRule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (field.Directives.Count == 0 || context.Field is not { Type: not (ListType or NonNullType { OfType: ListType }) } definition) return;
        if (IncrementalDirectives.FindStream(field) is not { } stream) return;
        context.Report($"Directive \"@stream\" cannot be used on non-list field \"{context.ParentType}.{definition.Name}\".", stream.Start);
    }
}
