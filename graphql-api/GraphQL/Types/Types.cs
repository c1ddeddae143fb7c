using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

public enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

/// <summary>A type of the schema (specification, section 3.4). Its <see cref="object.ToString"/> is its SDL reference.</summary>
public abstract class GraphQLType
{
    public abstract TypeKind Kind { get; }

    /// <summary>The type without list and non-null wrappers.</summary>
    public abstract NamedType Unwrapped { get; }

    /// <summary>Whether values of this type can be given as input.</summary>
    public bool IsInputType => Unwrapped.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    /// <summary>Whether fields can have this type.</summary>
    public bool IsOutputType => Unwrapped.Kind is not TypeKind.InputObject;
}

public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    public override TypeKind Kind => TypeKind.List;
    public override NamedType Unwrapped => OfType.Unwrapped;
    public GraphQLType OfType { get; } = ofType;

    public override string ToString() => $"[{OfType}]";
}

public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    public override TypeKind Kind => TypeKind.NonNull;
    public override NamedType Unwrapped => OfType.Unwrapped;
    public GraphQLType OfType { get; } = ofType;

    public override string ToString() => $"{OfType}!";
}

/// <summary>A type with a name: scalar, object, interface, union, enum or input object.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    public string Name { get; } = name;
    public string? Description { get; init; }

    /// <summary>What a value of the type costs; null for the default of its kind.</summary>
    public double? Cost => CostDirectives.FindWeight(Directives);

    /// <summary>Applied directives other than those with a property of their own, such as <c>@oneOf</c>.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
    public override NamedType Unwrapped => this;

    public override string ToString() => Name;
}

/// <summary>A leaf with a value of its own (section 3.5).</summary>
public abstract class ScalarType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Scalar;
    public string? SpecifiedBy { get; init; }

    /// <summary>
    /// Input coercion of a constant: literal or variable. Returns false where the specification asks for an error. What a
    /// variable's JSON was is told by the node's type: a number is an <see cref="IntValueNode"/> or a <see cref="FloatValueNode"/>.
    /// </summary>
    public abstract bool TryParse(ValueNode literal, out object? value);

    /// <summary>Result coercion: writes the value as JSON, or returns false where it has no representation.</summary>
    public abstract bool TryWrite(object value, Execution.ResultWriter writer);

    /// <summary>How a value is written, such as <c>"2026-01-31"</c>, for who wrote it otherwise.</summary>
    protected virtual string? Example => null;

    /// <summary>Says why <see cref="TryParse"/> does not take the literal.</summary>
    public virtual string DescribeInvalid(ValueNode literal)
    {
        var hint = Example is { } example ? $"; one is written like {example}." : "";
        return $"{Name} cannot represent value: {SyntaxPrinter.Print(literal)}{hint}";
    }
}

/// <summary>A leaf with one of a set of names (section 3.9).</summary>
public sealed class EnumType(string name, IReadOnlyList<EnumValue> values) : NamedType(name)
{
    private readonly Dictionary<string, EnumValue> _byName = values.ToDictionary(value => value.Name);
    private readonly Dictionary<object, EnumValue> _byValue = values.ToDictionary(value => value.Value);

    public override TypeKind Kind => TypeKind.Enum;
    public IReadOnlyList<EnumValue> Values { get; } = values;

    public EnumValue? FindByName(string name) => _byName.GetValueOrDefault(name);

    public EnumValue? FindByValue(object value) => _byValue.GetValueOrDefault(value);
}

/// <param name="Name">As in the schema, such as <c>PUBLIC</c>.</param>
/// <param name="Value">The boxed CLR enum value; the name itself where there is none.</param>
public sealed record EnumValue(string Name, object Value, string? Description = null, string? DeprecationReason = null)
{
    /// <summary>Applied directives besides <c>@deprecated</c>.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A type with fields: object or interface.</summary>
public abstract class ComplexType(string name) : NamedType(name)
{
    private readonly Dictionary<string, FieldDefinition> _byName = [];

    /// <summary>The fields in the order of the schema.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; private set; } = [];

    /// <summary>The interfaces that the type implements, transitively, as the specification demands.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    public FieldDefinition? FindField(string name) => _byName.GetValueOrDefault(name);

    internal void SetFields(IReadOnlyList<FieldDefinition> fields)
    {
        Fields = fields;
        foreach (var field in fields)
        {
            field.DeclaringType = this;
            _byName.Add(field.Name, field);
        }
    }
}

/// <summary>Section 3.6.</summary>
/// <param name="clrType">What tells an object of this type from others behind an interface or union; null where none is needed.</param>
public sealed class ObjectType(string name, Type? clrType = null) : ComplexType(name)
{
    public override TypeKind Kind => TypeKind.Object;
    public Type? ClrType { get; } = clrType;
}

/// <summary>Section 3.7.</summary>
public sealed class InterfaceType(string name) : ComplexType(name)
{
    public override TypeKind Kind => TypeKind.Interface;
}

/// <summary>Section 3.8.</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Union;
    public IReadOnlyList<ObjectType> Members { get; internal set; } = [];
}

/// <summary>Section 3.10.</summary>
/// <param name="create">Makes the CLR object from coerced fields, in the order of <see cref="Fields"/>; null leaves a dictionary.</param>
public sealed class InputObjectType(string name, Func<Execution.InputValues, object>? create = null) : NamedType(name)
{
    private readonly Dictionary<string, InputValueDefinition> _byName = [];

    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>Whether exactly one field must be given (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; init; }
    public IReadOnlyList<InputValueDefinition> Fields { get; private set; } = [];
    public Func<Execution.InputValues, object>? Create { get; } = create;

    public InputValueDefinition? FindField(string name) => _byName.GetValueOrDefault(name);

    internal void SetFields(IReadOnlyList<InputValueDefinition> fields)
    {
        Fields = fields;
        foreach (var field in fields) _byName.Add(field.Name, field);
    }
}
