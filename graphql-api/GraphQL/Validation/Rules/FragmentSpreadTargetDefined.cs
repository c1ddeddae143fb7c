using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.2.1.</summary>
internal sealed class FragmentSpreadTargetDefined : ValidationRule
{
    public override void EnterFragmentSpread(ValidationContext context, FragmentSpreadNode spread)
    {
        if (context.FindFragment(spread.Name) is null) context.Report($"Unknown fragment \"{spread.Name}\".", spread.NameStart);
    }
}
