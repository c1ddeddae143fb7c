using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.3.2. Instead of comparing pairs, which a document can make many of, the fields of merged selection sets are grouped by
/// response name and each is compared with one of its group: having the same shape is transitive, and so is being the same field. The
/// selections of a group are merged and looked at in turn, each combination of them once. By the incremental delivery proposal a field
/// that is streamed does not merge with another. Most selection sets name nothing twice; those are only looked through.
/// </summary>
internal sealed class FieldSelectionMerging : ValidationRule
{
    private readonly HashSet<SelectionSetKey> _shapesChecked = [];
    private readonly HashSet<SelectionSetKey> _parentsChecked = [];
    private readonly HashSet<(FieldNode, FieldNode)> _reported = [];
    private readonly HashSet<SelectionSetNode> _checkedAlone = [];
    private readonly List<TypedSelectionSet> _below = [];
    private ValidationContext _context = null!;
    private MergedSelections _selections = null!;

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        // An operation without an end or of any depth is not executed anyhow.
        if (context.HasFragmentCycle || context.IsTooDeep) return;
        _context = context;
        _selections = new(context);
        foreach (var operation in context.Operations) Check(operation.SelectionSet, context.Schema.FindRootType(operation.Operation));
        foreach (var fragment in context.Fragments)
        {
            if (!_selections.HasSeen(fragment)) Check(fragment.SelectionSet, context.Schema.FindType(fragment.TypeCondition.Name));
        }

        if (_selections.IsExhausted) context.Report("The document merges too many fields to be checked for conflicts.");
    }

    /// <summary>Checks a selection set that is merged with no other.</summary>
    private void Check(SelectionSetNode set, NamedType? parent)
    {
        if (!_checkedAlone.Add(set) || !CanGoOn()) return;
        var first = _below.Count;
        if (_selections.AreDistinct(new(set, parent), _below))
        {
            // No field is merged with another, so that neither are the selections below.
            var end = _below.Count;
            for (var index = first; index < end; index++) Check(_below[index].Node, _below[index].Parent);
            _below.RemoveRange(first, end - first);
            return;
        }

        _below.RemoveRange(first, _below.Count - first);
        List<TypedSelectionSet> sets = [new(set, parent)];
        CheckShapes(sets);
        CheckParents(sets);
    }

    private bool CanGoOn()
    {
        if (_context.IsFull || _selections.IsExhausted) return false;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
        _selections.IsExhausted = true;
        return false;
    }

    /// <summary><c>SameResponseShape</c>: whatever object it is, a response name stands for one kind of value.</summary>
    private void CheckShapes(List<TypedSelectionSet> sets)
    {
        if (!Begin(sets, _shapesChecked, out var groups)) return;
        foreach (var group in groups)
        {
            if (FindOtherShape(group) is { } conflict) Report(conflict.First, conflict.Second, conflict.Reason);
            else CheckShapes(SelectionsOf(group));
        }
    }

    /// <summary><c>FieldsInSetCanMerge</c>: for one object, a response name stands for one field with one set of arguments.</summary>
    private void CheckParents(List<TypedSelectionSet> sets)
    {
        if (!Begin(sets, _parentsChecked, out var groups)) return;
        foreach (var group in groups)
        {
            foreach (var common in SplitByObject(group))
            {
                if (FindOtherField(common) is { } conflict) Report(conflict.First, conflict.Second, conflict.Reason);
                else CheckParents(SelectionsOf(common));
            }
        }
    }

    private bool Begin(List<TypedSelectionSet> sets, HashSet<SelectionSetKey> done, out IReadOnlyList<List<MergedField>> groups)
    {
        groups = [];
        if (sets.Count == 0 || !CanGoOn()) return false;
        var key = _selections.KeyOf(sets);
        if (!done.Add(key)) return false;
        groups = _selections.Collect(key, sets);
        return true;
    }

    private static (MergedField First, MergedField Second, string Reason)? FindOtherShape(List<MergedField> group)
    {
        if (group.Count == 1) return null;
        var streamed = group.FindIndex(field => IncrementalDirectives.FindStream(field.Node) is not null);
        if (streamed >= 0) return (group[0], group[Math.Max(streamed, 1)], "they have overlapping stream directives");
        var known = group.FindIndex(field => field.Definition is not null);
        for (var index = known + 1; known >= 0 && index < group.Count; index++)
        {
            if (group[index].Definition is not { Type: var type }) continue;
            var first = group[known].Definition!.Type;
            if (HaveSameShape(first, type)) continue;
            return (group[known], group[index], $"they return conflicting types \"{first}\" and \"{type}\"");
        }

        return null;
    }

    private static (MergedField First, MergedField Second, string Reason)? FindOtherField(List<MergedField> group)
    {
        var first = group[0];
        for (var index = 1; index < group.Count; index++)
        {
            var other = group[index];
            if (other.Node.Name != first.Node.Name)
            {
                return (first, other, $"\"{first.Node.Name}\" and \"{other.Node.Name}\" are different fields");
            }

            if (!ValueEquality.AreSame(first.Node.Arguments, other.Node.Arguments)) return (first, other, "they have differing arguments");
        }

        return null;
    }

    /// <summary>
    /// The fields that one object can have together: those of each object type, with those of abstract types, which any object may be of.
    /// </summary>
    private static IEnumerable<List<MergedField>> SplitByObject(List<MergedField> group)
    {
        if (group.Count == 1 || group.TrueForAll(field => field.Parent == group[0].Parent)) return [group];
        var common = group.FindAll(field => field.Parent is not ObjectType);
        var byObject = group.Where(field => field.Parent is ObjectType).GroupBy(field => field.Parent).ToArray();
        return byObject.Length == 0 ? [common] : byObject.Select(fields => new List<MergedField>([.. common, .. fields]));
    }

    private static List<TypedSelectionSet> SelectionsOf(List<MergedField> group)
    {
        var sets = new List<TypedSelectionSet>(group.Count);
        foreach (var field in group)
        {
            if (field.Node.SelectionSet is { } set) sets.Add(new(set, field.Definition?.Type.Unwrapped));
        }

        return sets;
    }

    private static bool HaveSameShape(GraphQLType first, GraphQLType second) => (first, second) switch
    {
        (NonNullType one, NonNullType other) => HaveSameShape(one.OfType, other.OfType),
        (ListType one, ListType other) => HaveSameShape(one.OfType, other.OfType),
        (NonNullType or ListType, _) or (_, NonNullType or ListType) => false,
        (ScalarType or EnumType, _) or (_, ScalarType or EnumType) => first == second,
        _ => true,
    };

    private void Report(MergedField first, MergedField second, string reason)
    {
        if (!_reported.Add((first.Node, second.Node))) return;
        _context.Report(
            $"Fields \"{first.Node.ResponseName}\" conflict because {reason}. "
            + "Use different aliases on the fields to fetch both if this was intentional.",
            first.Node.Start,
            second.Node.Start);
    }
}
