using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.1.1.</summary>
internal sealed class FragmentNameUniqueness : ValidationRule
{
    private readonly Dictionary<string, FragmentDefinitionNode> _byName = [];

    public override void EnterFragment(ValidationContext context, FragmentDefinitionNode fragment)
    {
        if (_byName.TryAdd(fragment.Name, fragment)) return;
        context.Report($"There can be only one fragment named \"{fragment.Name}\".", _byName[fragment.Name].NameStart, fragment.NameStart);
    }
}
