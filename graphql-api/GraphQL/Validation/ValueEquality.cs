using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation;

/// <summary>Whether values mean the same; the order of arguments and of object fields does not matter (sections 2.6 and 2.9.8).</summary>
internal static class ValueEquality
{
    public static bool AreSame(IReadOnlyList<ArgumentNode> first, IReadOnlyList<ArgumentNode> second)
    {
        if (first.Count != second.Count) return false;
        foreach (var argument in first)
        {
            if (second.FirstOrDefault(candidate => candidate.Name == argument.Name) is not { } other) return false;
            if (!AreSame(argument.Value, other.Value)) return false;
        }

        return true;
    }

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
        (ObjectValueNode one, ObjectValueNode other) => AreSame(one.Fields, other.Fields),
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

    private static bool AreSame(IReadOnlyList<ObjectFieldNode> first, IReadOnlyList<ObjectFieldNode> second)
    {
        if (first.Count != second.Count) return false;
        foreach (var field in first)
        {
            if (second.FirstOrDefault(candidate => candidate.Name == field.Name) is not { } other) return false;
            if (!AreSame(field.Value, other.Value)) return false;
        }

        return true;
    }
}
