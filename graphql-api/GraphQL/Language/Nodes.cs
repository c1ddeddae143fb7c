namespace MusicGraph.GraphQL.Language;

/// <summary>A node of the syntax tree of a GraphQL document (specification, section 2).</summary>
public abstract class SyntaxNode
{
    /// <summary>Offset of the node's first byte in the UTF-8 source; -1 for a node that was made without a source.</summary>
    public int Start { get; init; } = -1;
}

/// <summary>A whole document; its definitions in source order.</summary>
public sealed class DocumentNode(IReadOnlyList<DefinitionNode> definitions) : SyntaxNode
{
    private SourceLocations? _locations;

    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>The UTF-8 source, which locations are computed from; empty for a document made without one.</summary>
    public ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The place of a node of this document, or null for one that was made without a source.</summary>
    public SourceLocation? Locate(SyntaxNode node) => Locate(node.Start);

    /// <inheritdoc cref="Locate(SyntaxNode)"/>
    public SourceLocation? Locate(int start) => start < 0 || Source.IsEmpty ? null : (_locations ??= new(Source)).Locate(start);
}

public abstract class DefinitionNode : SyntaxNode
{
    /// <summary>The text of the description, or null (September 2025: also on operations and fragments).</summary>
    public string? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

public sealed class OperationDefinitionNode(OperationType operation, string? name, SelectionSetNode selectionSet) : DefinitionNode
{
    public OperationType Operation { get; } = operation;
    public string? Name { get; } = name;
    public SelectionSetNode SelectionSet { get; } = selectionSet;
    public IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; init; } = [];

    /// <summary>Offset of the name, as <see cref="SyntaxNode.Start"/> is the definition's.</summary>
    public int NameStart { get; init; } = -1;
}

public sealed class FragmentDefinitionNode(string name, NamedTypeNode typeCondition, SelectionSetNode selectionSet) : DefinitionNode
{
    public string Name { get; } = name;
    public NamedTypeNode TypeCondition { get; } = typeCondition;
    public SelectionSetNode SelectionSet { get; } = selectionSet;

    /// <summary>Offset of the name, as <see cref="SyntaxNode.Start"/> is the definition's.</summary>
    public int NameStart { get; init; } = -1;
}

public sealed class VariableDefinitionNode(string name, TypeNode type, ValueNode? defaultValue) : SyntaxNode
{
    public string Name { get; } = name;
    public TypeNode Type { get; } = type;
    public ValueNode? DefaultValue { get; } = defaultValue;
    public string? Description { get; init; }

    /// <summary>Offset of the variable's dollar sign; a description may stand before it.</summary>
    public int VariableStart { get; init; } = -1;
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class SelectionSetNode(IReadOnlyList<SelectionNode> selections) : SyntaxNode
{
    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}

public abstract class SelectionNode : SyntaxNode
{
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class FieldNode(string name, string? alias, SelectionSetNode? selectionSet) : SelectionNode
{
    public string Name { get; } = name;
    public string? Alias { get; } = alias;
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of the field in the response: the alias, else the name.</summary>
    public string ResponseName => Alias ?? Name;
}

public sealed class FragmentSpreadNode(string name) : SelectionNode
{
    public string Name { get; } = name;

    /// <summary>Offset of the name, as <see cref="SyntaxNode.Start"/> is the spread's.</summary>
    public int NameStart { get; init; } = -1;
}

public sealed class InlineFragmentNode(NamedTypeNode? typeCondition, SelectionSetNode selectionSet) : SelectionNode
{
    public NamedTypeNode? TypeCondition { get; } = typeCondition;
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

public sealed class ArgumentNode(string name, ValueNode value) : SyntaxNode
{
    public string Name { get; } = name;
    public ValueNode Value { get; } = value;
}

public sealed class DirectiveNode(string name, IReadOnlyList<ArgumentNode> arguments) : SyntaxNode
{
    public string Name { get; } = name;
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
}

public abstract class TypeNode : SyntaxNode;

public sealed class NamedTypeNode(string name) : TypeNode
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}

public sealed class ListTypeNode(TypeNode ofType) : TypeNode
{
    public TypeNode OfType { get; } = ofType;

    public override string ToString() => $"[{OfType}]";
}

public sealed class NonNullTypeNode(TypeNode ofType) : TypeNode
{
    public TypeNode OfType { get; } = ofType;

    public override string ToString() => $"{OfType}!";
}
