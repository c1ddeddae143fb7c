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

    /// <summary>Up to so many names are compared with each other; more go into a set.</summary>
    private const int FewNames = 24;

    private readonly List<TypedSelectionSet> _pending = [];
    private readonly List<string> _names = [];
    private readonly List<FragmentDefinitionNode> _spread = [];
    private HashSet<string>? _manyNames;
    private readonly Dictionary<SelectionSetNode, int> _numbers = [];
    private readonly Dictionary<SelectionSetKey, IReadOnlyList<List<MergedField>>> _groups = [];
    private readonly HashSet<FragmentDefinitionNode> _seen = [];
    private int _fields;

    /// <summary>Whether there were too many fields, so that not all was looked at.</summary>
    public bool IsExhausted { get; set; }

    public bool HasSeen(FragmentDefinitionNode fragment) => _seen.Contains(fragment);

    /// <summary>Whether the fields of a selection set, with its fragments, all have response names of their own.</summary>
    /// <param name="below">Gets the selections of these fields; of no use when the answer is false.</param>
    public bool AreDistinct(TypedSelectionSet root, List<TypedSelectionSet> below)
    {
        _pending.Clear();
        _names.Clear();
        _manyNames?.Clear();
        _spread.Clear();
        _pending.Add(root);
        for (var index = 0; index < _pending.Count; index++)
        {
            var (set, parent) = _pending[index];
            var selections = set.Selections;
            _fields += selections.Count;
            IsExhausted = _fields > MostFields;
            if (IsExhausted) return true;
            for (var i = 0; i < selections.Count; i++)
            {
                switch (selections[i])
                {
                    case FieldNode field:
                        if (!AddName(field.ResponseName)) return false;
                        if (field.SelectionSet is { } own) below.Add(new(own, TypeBelow(field, parent)));
                        break;
                    case InlineFragmentNode fragment:
                        _pending.Add(new(fragment.SelectionSet, fragment.TypeCondition is { } condition ? context.Schema.FindType(condition.Name) : parent));
                        break;
                    case FragmentSpreadNode spread when context.FindFragment(spread.Name) is { } fragment:
                        // Those that are spread twice, or are many, are left to the general way.
                        if (_spread.Contains(fragment) || _spread.Count == FewNames) return false;
                        _spread.Add(fragment);
                        _seen.Add(fragment);
                        _pending.Add(new(fragment.SelectionSet, context.Schema.FindType(fragment.TypeCondition.Name)));
                        break;
                }
            }
        }

        return true;
    }

    private NamedType? TypeBelow(FieldNode field, NamedType? parent) =>
        parent is null ? null : context.Schema.FindField(parent, field.Name)?.Type.Unwrapped;

    private bool AddName(string name)
    {
        if (_names.Count == FewNames)
        {
            if (_manyNames is null || _manyNames.Count == 0)
            {
                _manyNames ??= [];
                foreach (var known in _names) _manyNames.Add(known);
            }

            return _manyNames.Add(name);
        }

        foreach (var known in _names)
        {
            if (known == name) return false;
        }

        _names.Add(name);
        return true;
    }

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
