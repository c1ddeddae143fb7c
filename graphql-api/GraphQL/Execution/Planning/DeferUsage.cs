using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>A <c>@defer</c> at one place of a plan.</summary>
/// <param name="parent">The one around it, or null.</param>
internal sealed class DeferUsage(DirectiveNode directive, string? label, DeferUsage? parent)
{
    public DirectiveNode Directive { get; } = directive;
    public string? Label { get; } = label;
    public DeferUsage? Parent { get; } = parent;
}

/// <summary>A field of a document, with the <c>@defer</c> that it stands in, if any.</summary>
internal readonly record struct CollectedField(FieldNode Node, DeferUsage? Defer);

/// <summary>What is selected below a field of a document, with the <c>@defer</c> that the field stands in, if any.</summary>
internal readonly record struct CollectedSelections(SelectionSetNode Node, DeferUsage? Defer);

/// <summary>What is delivered later of the objects of a plan.</summary>
/// <param name="Usages">Each <c>@defer</c> that stands directly in these objects, the outer before the inner.</param>
/// <param name="Parts">Fields that come together.</param>
internal sealed record DeferredSelections(DeferUsage[] Usages, DeferredPart[] Parts);

/// <summary>The fields of an object that exactly these deferred fragments ask for. They come with the first of them.</summary>
internal sealed record DeferredPart(DeferUsage[] Usages, SelectionPlan Plan);
