using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.1.3: fragments are on objects, interfaces and unions.</summary>
internal sealed class FragmentsOnCompositeTypes : ValidationRule
{
    public override void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition) Check(context, condition, null);
    }

    public override void EnterFragment(ValidationContext context, FragmentDefinitionNode fragment) =>
        Check(context, fragment.TypeCondition, fragment.Name);

    private static void Check(ValidationContext context, NamedTypeNode condition, string? name)
    {
        if (context.Schema.FindType(condition.Name) is null or ComplexType or UnionType) return;
        var subject = name is null ? "Fragment" : $"Fragment \"{name}\"";
        context.Report($"{subject} cannot condition on non composite type \"{condition.Name}\".", condition.Start);
    }
}
