using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.2.2. Walks the graph of spreads depth first, with a stack of its own since it can be deep.</summary>
internal sealed class FragmentSpreadsMustNotFormCycles : ValidationRule
{
    private readonly HashSet<string> _visited = [];
    private readonly Dictionary<string, int> _open = [];
    private readonly List<FragmentSpreadNode> _path = [];

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        foreach (var fragment in context.Fragments)
        {
            if (_visited.Add(fragment.Name)) Follow(context, fragment);
        }
    }

    private void Follow(ValidationContext context, FragmentDefinitionNode root)
    {
        var pending = new Stack<(FragmentDefinitionNode Fragment, int Next)>([(root, 0)]);
        _open[root.Name] = 0;
        while (pending.TryPop(out var current))
        {
            // On the way down the path holds the spread of each fragment above the root.
            _path.RemoveRange(pending.Count, _path.Count - pending.Count);
            var spreads = context.FactsOf(current.Fragment).Spreads;
            if (current.Next == spreads.Count)
            {
                _open.Remove(current.Fragment.Name);
                continue;
            }

            pending.Push((current.Fragment, current.Next + 1));
            var spread = spreads[current.Next];
            _path.Add(spread);
            if (_open.TryGetValue(spread.Name, out var index)) Report(context, spread.Name, index);
            else if (context.FindFragment(spread.Name) is { } fragment && _visited.Add(spread.Name))
            {
                _open[spread.Name] = _path.Count;
                pending.Push((fragment, 0));
            }
        }
    }

    private void Report(ValidationContext context, string name, int index)
    {
        const int MostNamed = 10;
        context.HasFragmentCycle = true;
        var cycle = _path[index..];
        var via = string.Join(", ", cycle.Take(cycle.Count - 1).Take(MostNamed).Select(spread => $"\"{spread.Name}\""));
        context.Report(
            $"Cannot spread fragment \"{name}\" within itself{(via.Length > 0 ? $" via {via}." : ".")}",
            [.. cycle.Select(spread => spread.Start)]);
    }
}
