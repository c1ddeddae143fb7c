namespace MusicGraph.GraphQL.Types;

/// <summary>
/// Makes an attribute a directive: where it stands in C#, the directive is applied in the schema. What its constructor takes is
/// required, what can be set is not, unless <see cref="GraphQLTypeAttribute"/> says otherwise. The definition is part of the schema where
/// the attribute is used.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DirectiveTypeAttribute : Attribute
{
    public DirectiveTypeAttribute(DirectiveLocation location) => Location = location;

    public DirectiveTypeAttribute(string name, DirectiveLocation location) : this(location) => Name = name;

    /// <summary>The directive's name; that of the class without <c>Attribute</c> when not given.</summary>
    public string? Name { get; set; }
    public DirectiveLocation Location { get; }
    public bool IsRepeatable { get; set; }
}

/// <summary>The places of a document at which a directive may stand (section 3.13).</summary>
[Flags]
public enum DirectiveLocation
{
    Query = 0x1,
    Mutation = 0x2,
    Subscription = 0x4,
    Field = 0x8,
    FragmentDefinition = 0x10,
    FragmentSpread = 0x20,
    InlineFragment = 0x40,
    VariableDefinition = 0x40000,
    Schema = 0x80,
    Scalar = 0x100,
    Object = 0x200,
    FieldDefinition = 0x400,
    ArgumentDefinition = 0x800,
    Interface = 0x1000,
    Union = 0x2000,
    Enum = 0x4000,
    EnumValue = 0x8000,
    InputObject = 0x10000,
    InputFieldDefinition = 0x20000,
}
