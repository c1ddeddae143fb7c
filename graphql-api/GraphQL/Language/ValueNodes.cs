namespace MusicGraph.GraphQL.Language;

/// <summary>An input value as it was written (specification, section 2.9), or as it came in a variable.</summary>
public abstract class ValueNode : SyntaxNode;

public sealed class VariableNode(string name) : ValueNode
{
    public string Name { get; } = name;
}

/// <param name="text">The number as written: any count of digits, with an optional minus sign.</param>
public sealed class IntValueNode(string text) : ValueNode
{
    public string Text { get; } = text;
}

/// <param name="text">The number as written, with a fraction, an exponent or both.</param>
public sealed class FloatValueNode(string text) : ValueNode
{
    public string Text { get; } = text;
}

/// <param name="value">The text that is meant: escapes and block indentation are resolved.</param>
public sealed class StringValueNode(string value, bool block = false) : ValueNode
{
    public string Value { get; } = value;
    public bool Block { get; } = block;
}

public sealed class BooleanValueNode(bool value) : ValueNode
{
    public static readonly BooleanValueNode True = new(true);
    public static readonly BooleanValueNode False = new(false);

    public bool Value { get; } = value;
}

public sealed class NullValueNode : ValueNode
{
    public static readonly NullValueNode Default = new();
}

public sealed class EnumValueNode(string value) : ValueNode
{
    public string Value { get; } = value;
}

public sealed class ListValueNode(IReadOnlyList<ValueNode> items) : ValueNode
{
    public IReadOnlyList<ValueNode> Items { get; } = items;
}

public sealed class ObjectValueNode(IReadOnlyList<ObjectFieldNode> fields) : ValueNode
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

public sealed class ObjectFieldNode(string name, ValueNode value) : SyntaxNode
{
    public string Name { get; } = name;
    public ValueNode Value { get; } = value;
}
