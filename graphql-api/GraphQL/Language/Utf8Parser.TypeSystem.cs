namespace MusicGraph.GraphQL.Language;

/// <summary>Definitions and extensions of the type system (specification, section 3).</summary>
public ref partial struct Utf8Parser
{
    internal static readonly HashSet<string> DirectiveLocations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
        "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    /// <returns>Null, having read nothing, where the keyword begins no such definition.</returns>
    private TypeSystemDefinitionNode? ParseTypeSystemDefinition(int start, string? description)
    {
        var isExtension = description is null && SkipKeyword("extend"u8);
        TypeSystemDefinitionNode? definition = null;
        if (SkipKeyword("schema"u8)) definition = ParseSchema(start, description, isExtension);
        else if (SkipKeyword("scalar"u8)) definition = ParseScalar(start, description, isExtension);
        else if (SkipKeyword("type"u8)) definition = ParseObjectType(start, description, isExtension);
        else if (SkipKeyword("interface"u8)) definition = ParseInterface(start, description, isExtension);
        else if (SkipKeyword("union"u8)) definition = ParseUnion(start, description, isExtension);
        else if (SkipKeyword("enum"u8)) definition = ParseEnum(start, description, isExtension);
        else if (SkipKeyword("input"u8)) definition = ParseInputObject(start, description, isExtension);
        else if (!isExtension && SkipKeyword("directive"u8)) definition = ParseDirectiveDefinition(start, description);
        if (definition is null && isExtension) throw Unexpected();
        return definition;
    }

    private SchemaDefinitionNode ParseSchema(int start, string? description, bool isExtension)
    {
        var directives = ParseDirectives(isConst: true);
        var operationTypes = isExtension
            ? ParseOptionalMany(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight)
            : ParseMany(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight);
        RequireSomething(isExtension, directives.Count + operationTypes.Count);
        return new(operationTypes) { Start = start, Description = description, Directives = directives, IsExtension = isExtension };
    }

    private static OperationTypeDefinitionNode ParseOperationType(ref Utf8Parser parser)
    {
        var start = parser._lexer.Start;
        OperationType operation;
        if (parser.IsKeyword("query"u8)) operation = OperationType.Query;
        else if (parser.IsKeyword("mutation"u8)) operation = OperationType.Mutation;
        else if (parser.IsKeyword("subscription"u8)) operation = OperationType.Subscription;
        else throw parser._lexer.Kind == TokenKind.Name ? parser.Unexpected() : parser.Expected(TokenKind.Name);
        parser._lexer.Advance();
        parser.Expect(TokenKind.Colon);
        return new(operation, parser.ParseNamedType()) { Start = start };
    }

    private ScalarTypeDefinitionNode ParseScalar(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        RequireSomething(isExtension, directives.Count);
        return new(name) { Start = start, Description = description, Directives = directives, IsExtension = isExtension };
    }

    private ObjectTypeDefinitionNode ParseObjectType(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseOptionalMany(TokenKind.BraceLeft, ParseFieldDefinition, TokenKind.BraceRight);
        RequireSomething(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new(name)
        {
            Start = start,
            Description = description,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
        };
    }

    private InterfaceTypeDefinitionNode ParseInterface(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseOptionalMany(TokenKind.BraceLeft, ParseFieldDefinition, TokenKind.BraceRight);
        RequireSomething(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new(name)
        {
            Start = start,
            Description = description,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
        };
    }

    private IReadOnlyList<NamedTypeNode> ParseImplements() =>
        SkipKeyword("implements"u8) ? ParseDelimited(TokenKind.Ampersand, static (ref parser) => parser.ParseNamedType()) : [];

    private static FieldDefinitionNode ParseFieldDefinition(ref Utf8Parser parser)
    {
        var start = parser._lexer.Start;
        var description = parser.ParseDescription();
        var name = parser.ParseName();
        var arguments = parser.ParseOptionalMany(TokenKind.ParenLeft, ParseInputValue, TokenKind.ParenRight);
        parser.Expect(TokenKind.Colon);
        return new(name, parser.ParseType())
        {
            Start = start,
            Description = description,
            Arguments = arguments,
            Directives = parser.ParseDirectives(isConst: true),
        };
    }

    private static InputValueDefinitionNode ParseInputValue(ref Utf8Parser parser)
    {
        var start = parser._lexer.Start;
        var description = parser.ParseDescription();
        var name = parser.ParseName();
        parser.Expect(TokenKind.Colon);
        var type = parser.ParseType();
        var defaultValue = parser.Skip(TokenKind.Equal) ? parser.ParseValue(isConst: true) : null;
        return new(name, type, defaultValue)
        {
            Start = start,
            Description = description,
            Directives = parser.ParseDirectives(isConst: true),
        };
    }

    private UnionTypeDefinitionNode ParseUnion(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var members = Skip(TokenKind.Equal) ? ParseDelimited(TokenKind.Pipe, static (ref parser) => parser.ParseNamedType()) : [];
        RequireSomething(isExtension, directives.Count + members.Count);
        return new(name)
        {
            Start = start,
            Description = description,
            Directives = directives,
            Members = members,
            IsExtension = isExtension,
        };
    }

    private EnumTypeDefinitionNode ParseEnum(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseOptionalMany(TokenKind.BraceLeft, ParseEnumValue, TokenKind.BraceRight);
        RequireSomething(isExtension, directives.Count + values.Count);
        return new(name)
        {
            Start = start,
            Description = description,
            Directives = directives,
            Values = values,
            IsExtension = isExtension,
        };
    }

    private static EnumValueDefinitionNode ParseEnumValue(ref Utf8Parser parser)
    {
        var start = parser._lexer.Start;
        var description = parser.ParseDescription();
        if (parser.IsKeyword("true"u8) || parser.IsKeyword("false"u8) || parser.IsKeyword("null"u8))
        {
            throw parser._lexer.Error($"{parser._lexer.Describe()} is reserved and cannot be used for an enum value.", parser._lexer.Start);
        }

        return new(parser.ParseName())
        {
            Start = start,
            Description = description,
            Directives = parser.ParseDirectives(isConst: true),
        };
    }

    private InputObjectTypeDefinitionNode ParseInputObject(int start, string? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseOptionalMany(TokenKind.BraceLeft, ParseInputValue, TokenKind.BraceRight);
        RequireSomething(isExtension, directives.Count + fields.Count);
        return new(name)
        {
            Start = start,
            Description = description,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
        };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, string? description)
    {
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseOptionalMany(TokenKind.ParenLeft, ParseInputValue, TokenKind.ParenRight);
        var isRepeatable = SkipKeyword("repeatable"u8);
        if (!SkipKeyword("on"u8)) throw _lexer.Error($"Expected \"on\", found {_lexer.Describe()}.", _lexer.Start);
        var locations = ParseDelimited(TokenKind.Pipe, ParseDirectiveLocation);
        return new(name, isRepeatable) { Start = start, Description = description, Arguments = arguments, Locations = locations };
    }

    private static string ParseDirectiveLocation(ref Utf8Parser parser)
    {
        var before = parser._lexer;
        var name = parser.ParseName();
        if (DirectiveLocations.Contains(name)) return name;
        parser._lexer = before;
        throw parser.Unexpected();
    }

    /// <summary>One or more with a punctuator between them, and perhaps before the first.</summary>
    private IReadOnlyList<T> ParseDelimited<T>(TokenKind delimiter, Rule<T> rule)
    {
        Skip(delimiter);
        List<T> all = [];
        do all.Add(rule(ref this));
        while (Skip(delimiter));
        return all;
    }

    private void RequireSomething(bool isExtension, int parts)
    {
        if (isExtension && parts == 0) throw Unexpected();
    }
}
