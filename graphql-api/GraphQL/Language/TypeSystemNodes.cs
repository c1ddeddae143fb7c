namespace MusicGraph.GraphQL.Language;

/// <summary>A definition or extension of the type system (specification, section 3).</summary>
public abstract class TypeSystemDefinitionNode : DefinitionNode
{
    /// <summary>Whether it begins with <c>extend</c>.</summary>
    public bool IsExtension { get; init; }
}

/// <summary>Section 3.3.</summary>
public sealed class SchemaDefinitionNode(IReadOnlyList<OperationTypeDefinitionNode> operationTypes) : TypeSystemDefinitionNode
{
    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}

public sealed class OperationTypeDefinitionNode(OperationType operation, NamedTypeNode type) : SyntaxNode
{
    public OperationType Operation { get; } = operation;
    public NamedTypeNode Type { get; } = type;
}

public abstract class TypeDefinitionNode(string name) : TypeSystemDefinitionNode
{
    public string Name { get; } = name;
}

public sealed class ScalarTypeDefinitionNode(string name) : TypeDefinitionNode(name);

/// <summary>An object type or an interface: what has fields.</summary>
public abstract class ComplexTypeDefinitionNode(string name) : TypeDefinitionNode(name)
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

public sealed class ObjectTypeDefinitionNode(string name) : ComplexTypeDefinitionNode(name);

public sealed class InterfaceTypeDefinitionNode(string name) : ComplexTypeDefinitionNode(name);

public sealed class UnionTypeDefinitionNode(string name) : TypeDefinitionNode(name)
{
    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];
}

public sealed class EnumTypeDefinitionNode(string name) : TypeDefinitionNode(name)
{
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

public sealed class InputObjectTypeDefinitionNode(string name) : TypeDefinitionNode(name)
{
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}

public sealed class DirectiveDefinitionNode(string name, bool isRepeatable) : TypeSystemDefinitionNode
{
    public string Name { get; } = name;
    public bool IsRepeatable { get; } = isRepeatable;
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    /// <summary>As written, such as <c>FIELD_DEFINITION</c>; each is one that the specification knows.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];
}

public sealed class FieldDefinitionNode(string name, TypeNode type) : SyntaxNode
{
    public string Name { get; } = name;
    public TypeNode Type { get; } = type;
    public string? Description { get; init; }
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>An argument or a field of an input object.</summary>
public sealed class InputValueDefinitionNode(string name, TypeNode type, ValueNode? defaultValue) : SyntaxNode
{
    public string Name { get; } = name;
    public TypeNode Type { get; } = type;
    public ValueNode? DefaultValue { get; } = defaultValue;
    public string? Description { get; init; }
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class EnumValueDefinitionNode(string name) : SyntaxNode
{
    public string Name { get; } = name;
    public string? Description { get; init; }
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}
