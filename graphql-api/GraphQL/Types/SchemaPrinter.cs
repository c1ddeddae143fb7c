using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Types;

/// <summary>Prints a schema as SDL: its root types, its directives, then types by name; what every schema has is left out.</summary>
public static class SchemaPrinter
{
    public static string Print(Schema schema)
    {
        var definitions = new List<DefinitionNode>();
        if (SchemaDefinition(schema) is { } root) definitions.Add(root);
        foreach (var directive in schema.Directives)
        {
            if (!SpecifiedDirectives.IsSpecified(directive.Name)) definitions.Add(Definition(directive));
        }

        foreach (var type in schema.Types)
        {
            if (type.Name.StartsWith("__", StringComparison.Ordinal) || BuiltInScalars.IsSpecified(type.Name)) continue;
            definitions.Add(Definition(type));
        }

        var text = new StringBuilder();
        foreach (var definition in definitions)
        {
            if (text.Length > 0) text.Append("\n\n");
            text.Append(SyntaxPrinter.Print(definition));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Null where the names of the root types say it all.</summary>
    private static SchemaDefinitionNode? SchemaDefinition(Schema schema)
    {
        var isUsual = schema is { Description: null, AppliedDirectives.Count: 0, Query.Name: "Query", Mutation: null or { Name: "Mutation" }, Subscription: null or { Name: "Subscription" } }
            && (schema.Mutation is not null || schema.FindType("Mutation") is not ObjectType)
            && (schema.Subscription is not null || schema.FindType("Subscription") is not ObjectType);
        if (isUsual) return null;
        var roots = new List<OperationTypeDefinitionNode> { new(OperationType.Query, new(schema.Query.Name)) };
        if (schema.Mutation is { } mutation) roots.Add(new(OperationType.Mutation, new(mutation.Name)));
        if (schema.Subscription is { } subscription) roots.Add(new(OperationType.Subscription, new(subscription.Name)));
        return new(roots) { Description = schema.Description, Directives = schema.AppliedDirectives };
    }

    private static DirectiveDefinitionNode Definition(DirectiveDefinition directive) => new(directive.Name, directive.IsRepeatable)
    {
        Description = directive.Description,
        Arguments = Definitions(directive.Arguments),
        Locations = directive.Locations,
    };

    private static TypeDefinitionNode Definition(NamedType type) => type switch
    {
        ScalarType scalar => new ScalarTypeDefinitionNode(scalar.Name)
        {
            Description = scalar.Description,
            Directives = [.. scalar.Directives, .. SpecifiedBy(scalar)],
        },
        ObjectType complex => new ObjectTypeDefinitionNode(complex.Name)
        {
            Description = complex.Description,
            Directives = complex.Directives,
            Interfaces = [.. complex.Interfaces.Select(other => new NamedTypeNode(other.Name))],
            Fields = [.. complex.Fields.Select(Definition)],
        },
        InterfaceType complex => new InterfaceTypeDefinitionNode(complex.Name)
        {
            Description = complex.Description,
            Directives = complex.Directives,
            Interfaces = [.. complex.Interfaces.Select(other => new NamedTypeNode(other.Name))],
            Fields = [.. complex.Fields.Select(Definition)],
        },
        UnionType union => new UnionTypeDefinitionNode(union.Name)
        {
            Description = union.Description,
            Directives = union.Directives,
            Members = [.. union.Members.Select(member => new NamedTypeNode(member.Name))],
        },
        EnumType enumType => new EnumTypeDefinitionNode(enumType.Name)
        {
            Description = enumType.Description,
            Directives = enumType.Directives,
            Values =
            [
                .. enumType.Values.Select(value => new EnumValueDefinitionNode(value.Name)
                {
                    Description = value.Description,
                    Directives = [.. value.Directives, .. Deprecated(value.DeprecationReason)],
                }),
            ],
        },
        InputObjectType input => new InputObjectTypeDefinitionNode(input.Name)
        {
            Description = input.Description,
            Directives = input.IsOneOf ? [.. input.Directives, new("oneOf", [])] : input.Directives,
            Fields = Definitions(input.Fields),
        },
        _ => throw new NotSupportedException($"{type.GetType()} is no kind of type."),
    };

    private static FieldDefinitionNode Definition(FieldDefinition field) => new(field.Name, Reference(field.Type))
    {
        Description = field.Description,
        Arguments = Definitions(field.Arguments),
        Directives = [.. field.Directives, .. Deprecated(field.DeprecationReason)],
    };

    private static InputValueDefinitionNode[] Definitions(IReadOnlyList<InputValueDefinition> inputs) =>
    [
        .. inputs.Select(input => new InputValueDefinitionNode(input.Name, Reference(input.Type), input.DefaultValue)
        {
            Description = input.Description,
            Directives = [.. input.Directives, .. Deprecated(input.DeprecationReason)],
        }),
    ];

    private static IEnumerable<DirectiveNode> Deprecated(string? reason)
    {
        if (reason is null) yield break;
        ArgumentNode[] arguments =
            reason == SpecifiedDirectives.DefaultDeprecationReason ? [] : [new("reason", new StringValueNode(reason))];
        yield return new("deprecated", arguments);
    }

    private static IEnumerable<DirectiveNode> SpecifiedBy(ScalarType scalar)
    {
        if (scalar.SpecifiedBy is { } url) yield return new("specifiedBy", [new("url", new StringValueNode(url))]);
    }

    private static TypeNode Reference(GraphQLType type) => type switch
    {
        NonNullType nonNull => new NonNullTypeNode(Reference(nonNull.OfType)),
        ListType list => new ListTypeNode(Reference(list.OfType)),
        _ => new NamedTypeNode(((NamedType)type).Name),
    };
}
