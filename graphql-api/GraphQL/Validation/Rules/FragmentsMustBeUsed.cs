using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.1.4.</summary>
internal sealed class FragmentsMustBeUsed : ValidationRule
{
    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        if (!context.Fragments.Any()) return;
        var used = new HashSet<string>();
        var pending = new Queue<DefinitionNode>(context.Operations);
        while (pending.TryDequeue(out var definition))
        {
            foreach (var spread in context.FactsOf(definition).Spreads)
            {
                if (used.Add(spread.Name) && context.FindFragment(spread.Name) is { } fragment) pending.Enqueue(fragment);
            }
        }

        foreach (var fragment in context.Fragments)
        {
            if (!used.Contains(fragment.Name)) context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment.Start);
        }
    }
}
