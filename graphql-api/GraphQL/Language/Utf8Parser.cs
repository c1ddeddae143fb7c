using System.Text;
using System.Text.Unicode;

namespace MusicGraph.GraphQL.Language;

/// <summary>Makes a syntax tree of UTF-8 text by recursive descent, after the grammar of the specification's appendix B.</summary>
public ref partial struct Utf8Parser
{
    private readonly ParserOptions _options;
    private Utf8Lexer _lexer;
    private int _depth;

    private Utf8Parser(ReadOnlySpan<byte> source, ParserOptions options)
    {
        _options = options;
        _lexer = new(source, options.MaxTokens);
        if (!Utf8.IsValid(source)) throw _lexer.Error("The document is not valid UTF-8.", 0);
        _lexer.Advance();
    }

    /// <summary>Parses a document. The tree keeps <paramref name="source"/> for locations, so it must not change any more.</summary>
    /// <exception cref="GraphQLSyntaxException">It is no document, or one beyond the limits.</exception>
    public static DocumentNode Parse(ReadOnlyMemory<byte> source, ParserOptions? options = null)
    {
        var parser = new Utf8Parser(source.Span, options ?? ParserOptions.Default);
        var definitions = new List<DefinitionNode>();
        do definitions.Add(parser.ParseDefinition());
        while (parser._lexer.Kind != TokenKind.EndOfFile);
        return new(definitions) { Source = source, Start = 0 };
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, ParserOptions?)"/>
    public static DocumentNode Parse(string source, ParserOptions? options = null) => Parse(Encoding.UTF8.GetBytes(source), options);

    /// <summary>Parses a constant, such as a default value.</summary>
    /// <exception cref="GraphQLSyntaxException">It is none.</exception>
    public static ValueNode ParseValue(string source)
    {
        var parser = new Utf8Parser(Encoding.UTF8.GetBytes(source), ParserOptions.Default);
        var value = parser.ParseValue(isConst: true);
        parser.Expect(TokenKind.EndOfFile);
        return value;
    }

    /// <summary>Parses a type reference, such as <c>[Song!]!</c>.</summary>
    /// <exception cref="GraphQLSyntaxException">It is none.</exception>
    public static TypeNode ParseType(string source)
    {
        var parser = new Utf8Parser(Encoding.UTF8.GetBytes(source), ParserOptions.Default);
        var type = parser.ParseType();
        parser.Expect(TokenKind.EndOfFile);
        return type;
    }

    /// <summary>Parses directives with constant arguments, such as <c>@tag(name: "a") @tag(name: "b")</c>.</summary>
    /// <exception cref="GraphQLSyntaxException">There are none, or something else.</exception>
    public static IReadOnlyList<DirectiveNode> ParseDirectives(string source)
    {
        var parser = new Utf8Parser(Encoding.UTF8.GetBytes(source), ParserOptions.Default);
        if (parser._lexer.Kind != TokenKind.At) throw parser.Expected(TokenKind.At);
        var directives = parser.ParseDirectives(isConst: true);
        parser.Expect(TokenKind.EndOfFile);
        return directives;
    }

    private DefinitionNode ParseDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (_lexer.Kind == TokenKind.BraceLeft && description is null)
        {
            return new OperationDefinitionNode(OperationType.Query, null, ParseSelectionSet()) { Start = start };
        }

        if (_lexer.Kind == TokenKind.Name)
        {
            if (_lexer.Text.SequenceEqual("query"u8)) return ParseOperation(OperationType.Query, start, description);
            if (_lexer.Text.SequenceEqual("mutation"u8)) return ParseOperation(OperationType.Mutation, start, description);
            if (_lexer.Text.SequenceEqual("subscription"u8)) return ParseOperation(OperationType.Subscription, start, description);
            if (_lexer.Text.SequenceEqual("fragment"u8)) return ParseFragment(start, description);
            if (_options.AllowTypeSystemDefinitions && ParseTypeSystemDefinition(start, description) is { } definition) return definition;
        }

        if (description is null) throw Unexpected();
        throw _lexer.Kind switch
        {
            TokenKind.BraceLeft => _lexer.Error("Unexpected description, descriptions are not supported on shorthand queries.", start),
            TokenKind.Name => _lexer.Error("Unexpected description, only GraphQL definitions support descriptions.", start),
            _ => Unexpected(),
        };
    }

    private OperationDefinitionNode ParseOperation(OperationType operation, int start, string? description)
    {
        _lexer.Advance();
        var nameStart = _lexer.Start;
        var name = _lexer.Kind == TokenKind.Name ? ParseName() : null;
        var variables = ParseOptionalMany(TokenKind.ParenLeft, ParseVariableDefinition, TokenKind.ParenRight);
        var directives = ParseDirectives(isConst: false);
        return new(operation, name, ParseSelectionSet())
        {
            Start = start,
            NameStart = name is null ? -1 : nameStart,
            Description = description,
            VariableDefinitions = variables,
            Directives = directives,
        };
    }

    private FragmentDefinitionNode ParseFragment(int start, string? description)
    {
        _lexer.Advance();
        var nameStart = _lexer.Start;
        if (IsKeyword("on"u8)) throw Unexpected();
        var name = ParseName();
        if (!SkipKeyword("on"u8)) throw _lexer.Error($"Expected \"on\", found {_lexer.Describe()}.", _lexer.Start);
        var condition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        return new(name, condition, ParseSelectionSet())
        {
            Start = start,
            NameStart = nameStart,
            Description = description,
            Directives = directives,
        };
    }

    private static VariableDefinitionNode ParseVariableDefinition(ref Utf8Parser parser)
    {
        var start = parser._lexer.Start;
        var description = parser.ParseDescription();
        var variableStart = parser._lexer.Start;
        parser.Expect(TokenKind.Dollar);
        var name = parser.ParseName();
        parser.Expect(TokenKind.Colon);
        var type = parser.ParseType();
        var defaultValue = parser.Skip(TokenKind.Equal) ? parser.ParseValue(isConst: true) : null;
        return new(name, type, defaultValue)
        {
            Start = start,
            VariableStart = variableStart,
            Description = description,
            Directives = parser.ParseDirectives(isConst: true),
        };
    }

    private SelectionSetNode ParseSelectionSet()
    {
        Enter();
        var start = _lexer.Start;
        var selections = ParseMany(TokenKind.BraceLeft, ParseSelection, TokenKind.BraceRight);
        Leave();
        return new(selections) { Start = start };
    }

    private static SelectionNode ParseSelection(ref Utf8Parser parser) =>
        parser._lexer.Kind == TokenKind.Spread ? parser.ParseSpread() : parser.ParseField();

    private FieldNode ParseField()
    {
        var start = _lexer.Start;
        var name = ParseName();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        return new(name, alias, _lexer.Kind == TokenKind.BraceLeft ? ParseSelectionSet() : null)
        {
            Start = start,
            Arguments = arguments,
            Directives = directives,
        };
    }

    private SelectionNode ParseSpread()
    {
        var start = _lexer.Start;
        _lexer.Advance();
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && _lexer.Kind == TokenKind.Name)
        {
            var nameStart = _lexer.Start;
            return new FragmentSpreadNode(ParseName()) { Start = start, NameStart = nameStart, Directives = ParseDirectives(isConst: false) };
        }

        var condition = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        return new InlineFragmentNode(condition, ParseSelectionSet()) { Start = start, Directives = directives };
    }
}
