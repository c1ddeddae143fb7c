using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation;

/// <summary>A selection set with the type of the objects that it is applied to.</summary>
internal readonly record struct TypedSelectionSet(SelectionSetNode Node, NamedType? Parent);

/// <param name="Parent">The type whose selection set, or fragment, the field stands in.</param>
internal readonly record struct MergedField(FieldNode Node, NamedType? Parent, FieldDefinition? Definition);

/// <summary>Fields of selection sets merged with each other and with their fragments, grouped by response name.</summary>
internal sealed class MergedSelections(ValidationContext context)
{
    /// <summary>More than any sensible document has; those made to waste time run into it within some tens of milliseconds.</summary>
    private const int MostFields = 200_000;

    private readonly Dictionary<SelectionSetNode, int> _numbers = [];
    private readonly Dictionary<SelectionSetKey, IReadOnlyList<List<MergedField>>> _groups = [];
    private readonly HashSet<FragmentDefinitionNode> _seen = [];
    private int _fields;

    /// <summary>Whether there were too many fields, so that not all was looked at.</summary>
    public bool IsExhausted { get; set; }

    public bool HasSeen(FragmentDefinitionNode fragment) => _seen.Contains(fragment);

    /// <summary>The same for the same selection sets in any order. A set's parent type is always the same, so it is no part of it.</summary>
    public SelectionSetKey KeyOf(List<TypedSelectionSet> sets)
    {
        var numbers = new int[sets.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (!_numbers.TryGetValue(sets[index].Node, out numbers[index])) _numbers.Add(sets[index].Node, numbers[index] = _numbers.Count);
        }

        _fields += sets.Count;
        return new(numbers);
    }

    public IReadOnlyList<List<MergedField>> Collect(SelectionSetKey key, List<TypedSelectionSet> sets)
    {
        if (_groups.TryGetValue(key, out var groups)) return groups;
        var collected = new List<List<MergedField>>();
        var byName = new Dictionary<string, List<MergedField>>();
        var fragments = new HashSet<string>();
        var pending = new Queue<TypedSelectionSet>(sets.Distinct());
        while (pending.TryDequeue(out var current) && !IsExhausted)
        {
            _fields += current.Node.Selections.Count;
            IsExhausted = _fields > MostFields;
            foreach (var selection in current.Node.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        if (!byName.TryGetValue(field.ResponseName, out var group))
                        {
                            byName.Add(field.ResponseName, group = []);
                            collected.Add(group);
                        }

                        var definition = current.Parent is { } parent ? context.Schema.FindField(parent, field.Name) : null;
                        group.Add(new(field, current.Parent, definition));
                        break;
                    case InlineFragmentNode { TypeCondition: null } fragment:
                        pending.Enqueue(new(fragment.SelectionSet, current.Parent));
                        break;
                    case InlineFragmentNode { TypeCondition: { } condition } fragment:
                        pending.Enqueue(new(fragment.SelectionSet, context.Schema.FindType(condition.Name)));
                        break;
                    case FragmentSpreadNode spread when fragments.Add(spread.Name) && context.FindFragment(spread.Name) is { } fragment:
                        _seen.Add(fragment);
                        pending.Enqueue(new(fragment.SelectionSet, context.Schema.FindType(fragment.TypeCondition.Name)));
                        break;
                }
            }
        }

        _groups.Add(key, collected);
        return collected;
    }
}

/// <summary>Some selection sets, whatever their order.</summary>
internal readonly struct SelectionSetKey : IEquatable<SelectionSetKey>
{
    private readonly int[] _numbers;
    private readonly int _hash;

    public SelectionSetKey(int[] numbers)
    {
        if (numbers.Length > 1)
        {
            Array.Sort(numbers);
            numbers = [.. numbers.Distinct()];
        }

        _numbers = numbers;
        var hash = new HashCode();
        foreach (var number in numbers) hash.Add(number);
        _hash = hash.ToHashCode();
    }

    public bool Equals(SelectionSetKey other) => _hash == other._hash && _numbers.AsSpan().SequenceEqual(other._numbers);

    public override bool Equals(object? obj) => obj is SelectionSetKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
