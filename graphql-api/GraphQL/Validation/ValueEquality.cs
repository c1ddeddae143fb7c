using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation;

/// <summary>Whether values mean the same; the order of arguments and of object fields does not matter (sections 2.6 and 2.9.8).</summary>
internal static class ValueEquality
{
    public static bool AreSame(IReadOnlyList<ArgumentNode> first, IReadOnlyList<ArgumentNode> second) =>
        AreSame(first, second, argument => argument.Name, argument => argument.Value);

    private static bool AreSame(ValueNode first, ValueNode second) => (first, second) switch
    {
        (VariableNode one, VariableNode other) => one.Name == other.Name,
        (IntValueNode one, IntValueNode other) => one.Text == other.Text,
        (FloatValueNode one, FloatValueNode other) => one.Text == other.Text,
        (StringValueNode one, StringValueNode other) => one.Value == other.Value,
        (BooleanValueNode one, BooleanValueNode other) => one.Value == other.Value,
        (EnumValueNode one, EnumValueNode other) => one.Value == other.Value,
        (NullValueNode, NullValueNode) => true,
        (ListValueNode one, ListValueNode other) => AreSame(one.Items, other.Items),
        (ObjectValueNode one, ObjectValueNode other) => AreSame(one.Fields, other.Fields, field => field.Name, field => field.Value),
        _ => false,
    };

    private static bool AreSame(IReadOnlyList<ValueNode> first, IReadOnlyList<ValueNode> second)
    {
        if (first.Count != second.Count) return false;
        for (var index = 0; index < first.Count; index++)
        {
            if (!AreSame(first[index], second[index])) return false;
        }

        return true;
    }

    private static bool AreSame<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, Func<T, string> nameOf, Func<T, ValueNode> valueOf)
    {
        if (first.Count != second.Count) return false;
        Dictionary<string, T>? byName = null;
        for (var index = 0; index < first.Count; index++)
        {
            // Most come in the same order; only for others are the names looked up.
            var (name, other) = (nameOf(first[index]), second[index]);
            if (nameOf(other) != name && !(byName ??= second.DistinctBy(nameOf).ToDictionary(nameOf)).TryGetValue(name, out other)) return false;
            if (!AreSame(valueOf(first[index]), valueOf(other))) return false;
        }

        return true;
    }
}
