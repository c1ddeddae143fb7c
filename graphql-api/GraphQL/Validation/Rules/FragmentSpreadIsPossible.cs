using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.2.3: some object can be of both types.</summary>
internal sealed class FragmentSpreadIsPossible : ValidationRule
{
    private readonly Dictionary<(NamedType, NamedType), bool> _known = [];

    public override void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition) Check(context, condition, null, fragment.Start);
    }

    public override void EnterFragmentSpread(ValidationContext context, FragmentSpreadNode spread)
    {
        if (context.FindFragment(spread.Name) is { } fragment)
        {
            Check(context, fragment.TypeCondition, spread.Name, spread.Start);
        }
    }

    private void Check(ValidationContext context, NamedTypeNode condition, string? name, int start)
    {
        if (context.ParentType is not { } parent) return;
        if (context.Schema.FindType(condition.Name) is not { } type || type is not (ComplexType or UnionType)) return;
        if (Overlap(context.Schema, parent, type)) return;
        var subject = name is null ? "Fragment" : $"Fragment \"{name}\"";
        context.Report($"{subject} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", start);
    }

    private bool Overlap(Schema schema, NamedType first, NamedType second)
    {
        if (first == second) return true;
        if (_known.TryGetValue((first, second), out var overlap)) return overlap;
        overlap = schema.GetPossibleTypes(first).Intersect(schema.GetPossibleTypes(second)).Any();
        _known.Add((first, second), overlap);
        return overlap;
    }
}
