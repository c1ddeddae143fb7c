using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// The types of schema introspection (section 4.2). Their objects are the schema's own: a <c>__Type</c> is a
/// <see cref="GraphQLType"/>, a <c>__Field</c> a <see cref="FieldDefinition"/>, and so on.
/// </summary>
internal sealed class IntrospectionTypes
{
    private readonly Dictionary<string, NamedType> _types;
    private Schema _schema = null!;

    /// <param name="types">Where the types are added, with the scalars that they need.</param>
    public IntrospectionTypes(Dictionary<string, NamedType> types)
    {
        _types = types;
        types.TryAdd("Boolean", BuiltInScalars.Find("Boolean")!);
        types.TryAdd("String", BuiltInScalars.Find("String")!);
        AddEnum("__TypeKind", "Which kind of type a given `__Type` is.", [
            "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL",
        ]);
        AddEnum("__DirectiveLocation", "A place in a GraphQL document that a directive may stand at.", [
            "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
            "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
            "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
        ]);
        var schemaType = Add("__Schema", "What the server can do: its types and directives, and where operations begin.");
        var type = Add("__Type", "A type of the schema; which fields are not null depends on its kind.");
        var field = Add("__Field", "A field of an object or interface type.");
        var input = Add("__InputValue", "An argument of a field or directive, or a field of an input object.");
        var enumValue = Add("__EnumValue", "One of the values of an enum.");
        var directive = Add("__Directive", "A directive that the server knows.");
        schemaType.SetFields([
            Leaf("description", "String", (parent, writer) => writer.Write(((Schema)parent).Description)),
            Object("types", "[__Type!]!", parent => ((Schema)parent).Types),
            Object("queryType", "__Type!", parent => ((Schema)parent).Query),
            Object("mutationType", "__Type", parent => ((Schema)parent).Mutation),
            Object("subscriptionType", "__Type", parent => ((Schema)parent).Subscription),
            Object("directives", "[__Directive!]!", parent => ((Schema)parent).Directives),
        ]);
        type.SetFields([
            Leaf("kind", "__TypeKind!", (parent, writer) => writer.WriteName(NameOf(((GraphQLType)parent).Kind))),
            Leaf("name", "String", (parent, writer) => writer.Write((parent as NamedType)?.Name)),
            Leaf("description", "String", (parent, writer) => writer.Write((parent as NamedType)?.Description)),
            Leaf("specifiedByURL", "String", (parent, writer) => writer.Write((parent as ScalarType)?.SpecifiedBy)),
            Filtered("fields", "[__Field!]", parent => (parent as ComplexType)?.Fields, candidate => candidate.DeprecationReason),
            Object("interfaces", "[__Type!]", parent => (parent as ComplexType)?.Interfaces),
            Object("possibleTypes", "[__Type!]", parent => parent is InterfaceType or UnionType ? _schema.GetPossibleTypes((NamedType)parent) : null),
            Filtered("enumValues", "[__EnumValue!]", parent => (parent as EnumType)?.Values, candidate => candidate.DeprecationReason),
            Filtered("inputFields", "[__InputValue!]", parent => (parent as InputObjectType)?.Fields, candidate => candidate.DeprecationReason),
            Object("ofType", "__Type", parent => (parent as ListType)?.OfType ?? (parent as NonNullType)?.OfType),
            Leaf("isOneOf", "Boolean", (parent, writer) => parent is InputObjectType inputObject && writer.Write(inputObject.IsOneOf)),
        ]);
        field.SetFields([
            Leaf("name", "String!", (parent, writer) => writer.Write(((FieldDefinition)parent).Name)),
            Leaf("description", "String", (parent, writer) => writer.Write(((FieldDefinition)parent).Description)),
            Filtered("args", "[__InputValue!]!", parent => ((FieldDefinition)parent).Arguments, candidate => candidate.DeprecationReason),
            Object("type", "__Type!", parent => ((FieldDefinition)parent).Type),
            Leaf("isDeprecated", "Boolean!", (parent, writer) => writer.Write(((FieldDefinition)parent).DeprecationReason is not null)),
            Leaf("deprecationReason", "String", (parent, writer) => writer.Write(((FieldDefinition)parent).DeprecationReason)),
        ]);
        input.SetFields([
            Leaf("name", "String!", (parent, writer) => writer.Write(((InputValueDefinition)parent).Name)),
            Leaf("description", "String", (parent, writer) => writer.Write(((InputValueDefinition)parent).Description)),
            Object("type", "__Type!", parent => ((InputValueDefinition)parent).Type),
            Leaf("defaultValue", "String", WriteDefaultValue),
            Leaf("isDeprecated", "Boolean!", (parent, writer) => writer.Write(((InputValueDefinition)parent).DeprecationReason is not null)),
            Leaf("deprecationReason", "String", (parent, writer) => writer.Write(((InputValueDefinition)parent).DeprecationReason)),
        ]);
        enumValue.SetFields([
            Leaf("name", "String!", (parent, writer) => writer.Write(((EnumValue)parent).Name)),
            Leaf("description", "String", (parent, writer) => writer.Write(((EnumValue)parent).Description)),
            Leaf("isDeprecated", "Boolean!", (parent, writer) => writer.Write(((EnumValue)parent).DeprecationReason is not null)),
            Leaf("deprecationReason", "String", (parent, writer) => writer.Write(((EnumValue)parent).DeprecationReason)),
        ]);
        directive.SetFields([
            Leaf("name", "String!", (parent, writer) => writer.Write(((DirectiveDefinition)parent).Name)),
            Leaf("description", "String", (parent, writer) => writer.Write(((DirectiveDefinition)parent).Description)),
            Leaf("isRepeatable", "Boolean!", (parent, writer) => writer.Write(((DirectiveDefinition)parent).IsRepeatable)),
            Object("locations", "[__DirectiveLocation!]!", parent => ((DirectiveDefinition)parent).Locations),
            Filtered("args", "[__InputValue!]!", parent => ((DirectiveDefinition)parent).Arguments, candidate => candidate.DeprecationReason),
        ]);
        MetaFields = new(
            new("__typename", Reference("String!"))
            {
                Description = "The name of the object's type.",
                DeclaringType = type,
            },
            new("__schema", Reference("__Schema!"))
            {
                Description = "The schema of this server.",
                DeclaringType = schemaType,
                Read = _ => _schema,
            },
            new("__type", Reference("__Type"))
            {
                Description = "One type of the schema by name.",
                DeclaringType = type,
                Arguments = [new("name", Reference("String!"))],
                Resolve = FindType,
            });
    }

    public MetaFields MetaFields { get; }

    /// <summary>Sets the schema that is introspected, which can be made only after these types.</summary>
    public void Attach(Schema schema) => _schema = schema;

    private void FindType(FieldBatch batch)
    {
        var found = _schema.FindType(batch.Arguments.Get<string>(0));
        for (var index = 0; index < batch.Count; index++) batch.Set(index, found);
    }

    private static bool WriteDefaultValue(object parent, ResultWriter writer) =>
        ((InputValueDefinition)parent).DefaultValue is { } value && writer.Write(SyntaxPrinter.Print(value));

    private void AddEnum(string name, string description, IReadOnlyList<string> values) =>
        _types[name] = new EnumType(name, [.. values.Select(value => new EnumValue(value, value))]) { Description = description };

    private ObjectType Add(string name, string description)
    {
        var type = new ObjectType(name) { Description = description };
        _types[name] = type;
        return type;
    }

    private FieldDefinition Leaf(string name, string type, LeafWriter write) => new(name, Reference(type)) { Write = write };

    private FieldDefinition Object(string name, string type, ValueReader read) => new(name, Reference(type)) { Read = read };

    /// <summary>A list that leaves out what is deprecated unless asked for it.</summary>
    private FieldDefinition Filtered<T>(string name, string type, Func<object, IReadOnlyList<T>?> read, Func<T, string?> deprecationOf) =>
        new(name, Reference(type))
        {
            Arguments = [new("includeDeprecated", Reference("Boolean!"), BooleanValueNode.False)],
            Resolve = batch =>
            {
                var all = batch.Arguments.Get<bool>(0);
                for (var index = 0; index < batch.Count; index++)
                {
                    var items = read(batch.Parent(index));
                    batch.Set(index, all ? items : items?.Where(item => deprecationOf(item) is null).ToArray());
                }
            },
        };

    private GraphQLType Reference(string reference) => Reference(Utf8Parser.ParseType(reference));

    private GraphQLType Reference(TypeNode reference) => reference switch
    {
        ListTypeNode list => new ListType(Reference(list.OfType)),
        NonNullTypeNode nonNull => new NonNullType(Reference(nonNull.OfType)),
        _ => _types[((NamedTypeNode)reference).Name],
    };

    private static ReadOnlySpan<byte> NameOf(TypeKind kind) => kind switch
    {
        TypeKind.Scalar => "SCALAR"u8,
        TypeKind.Object => "OBJECT"u8,
        TypeKind.Interface => "INTERFACE"u8,
        TypeKind.Union => "UNION"u8,
        TypeKind.Enum => "ENUM"u8,
        TypeKind.InputObject => "INPUT_OBJECT"u8,
        TypeKind.List => "LIST"u8,
        _ => "NON_NULL"u8,
    };
}
