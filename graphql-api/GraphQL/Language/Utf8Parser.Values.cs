using System.Runtime.CompilerServices;
using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>What operations and definitions share: values, types, directives, and the means to read them.</summary>
public ref partial struct Utf8Parser
{
    private delegate T Rule<out T>(ref Utf8Parser parser);

    private ValueNode ParseValue(bool isConst)
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(start, isConst);
            case TokenKind.BraceLeft:
                return ParseObject(start, isConst);
            case TokenKind.Int:
                var digits = Encoding.ASCII.GetString(_lexer.Text);
                _lexer.Advance();
                return new IntValueNode(digits) { Start = start };
            case TokenKind.Float:
                var number = Encoding.ASCII.GetString(_lexer.Text);
                _lexer.Advance();
                return new FloatValueNode(number) { Start = start };
            case TokenKind.String or TokenKind.BlockString:
                var text = new StringValueNode(_lexer.StringValue!, _lexer.Kind == TokenKind.BlockString) { Start = start };
                _lexer.Advance();
                return text;
            case TokenKind.Name:
                return ParseName() switch
                {
                    "true" => new BooleanValueNode(true) { Start = start },
                    "false" => new BooleanValueNode(false) { Start = start },
                    "null" => new NullValueNode { Start = start },
                    var name => new EnumValueNode(name) { Start = start },
                };
            case TokenKind.Dollar:
                return ParseVariable(start, isConst);
            default:
                throw Unexpected();
        }
    }

    private VariableNode ParseVariable(int start, bool isConst)
    {
        var before = _lexer;
        _lexer.Advance();
        if (!isConst) return new(ParseName()) { Start = start };
        if (_lexer.Kind != TokenKind.Name)
        {
            _lexer = before;
            throw Unexpected();
        }

        throw _lexer.Error($"Unexpected variable \"${ParseName()}\" in constant value.", start);
    }

    private ListValueNode ParseList(int start, bool isConst)
    {
        Enter();
        _lexer.Advance();
        List<ValueNode> items = [];
        while (!Skip(TokenKind.BracketRight)) items.Add(ParseValue(isConst));
        Leave();
        return new(items) { Start = start };
    }

    private ObjectValueNode ParseObject(int start, bool isConst)
    {
        Enter();
        _lexer.Advance();
        List<ObjectFieldNode> fields = [];
        while (!Skip(TokenKind.BraceRight))
        {
            var fieldStart = _lexer.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            fields.Add(new(name, ParseValue(isConst)) { Start = fieldStart });
        }

        Leave();
        return new(fields) { Start = start };
    }

    private IReadOnlyList<ArgumentNode> ParseArguments(bool isConst) => isConst
        ? ParseOptionalMany(TokenKind.ParenLeft, static (ref parser) => parser.ParseArgument(true), TokenKind.ParenRight)
        : ParseOptionalMany(TokenKind.ParenLeft, static (ref parser) => parser.ParseArgument(false), TokenKind.ParenRight);

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = _lexer.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new(name, ParseValue(isConst)) { Start = start };
    }

    private IReadOnlyList<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (_lexer.Kind != TokenKind.At) return [];
        List<DirectiveNode> directives = [];
        while (_lexer.Kind == TokenKind.At)
        {
            var start = _lexer.Start;
            _lexer.Advance();
            var name = ParseName();
            directives.Add(new(name, ParseArguments(isConst)) { Start = start });
        }

        return directives;
    }

    private TypeNode ParseType()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (_lexer.Kind == TokenKind.BracketLeft)
        {
            Enter();
            _lexer.Advance();
            type = new ListTypeNode(ParseType()) { Start = start };
            Expect(TokenKind.BracketRight);
            Leave();
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type) { Start = start } : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var start = _lexer.Start;
        return new(ParseName()) { Start = start };
    }

    private string? ParseDescription()
    {
        if (_lexer.Kind is not (TokenKind.String or TokenKind.BlockString)) return null;
        var description = _lexer.StringValue;
        _lexer.Advance();
        return description;
    }

    private string ParseName()
    {
        if (_lexer.Kind != TokenKind.Name) throw Expected(TokenKind.Name);
        var name = NameCache.Get(_lexer.Text);
        _lexer.Advance();
        return name;
    }

    private IReadOnlyList<T> ParseOptionalMany<T>(TokenKind open, Rule<T> rule, TokenKind close) =>
        _lexer.Kind == open ? ParseMany(open, rule, close) : [];

    /// <summary>One or more, between two punctuators.</summary>
    private IReadOnlyList<T> ParseMany<T>(TokenKind open, Rule<T> rule, TokenKind close)
    {
        Expect(open);
        var first = rule(ref this);
        if (Skip(close)) return new[] { first };

        // Arrays of just the right size: documents are kept, and the first few need no other on the way.
        var few = default(FirstFew<T>);
        few[0] = first;
        T[]? many = null;
        var count = 1;
        do
        {
            var next = rule(ref this);
            if (count < FirstFew<T>.Length) few[count] = next;
            else Append(ref many, few, count, next);
            count++;
        }
        while (!Skip(close));

        if (many is null) return ((ReadOnlySpan<T>)few)[..count].ToArray();
        Array.Resize(ref many, count);
        return many;
    }

    private static void Append<T>(ref T[]? many, ReadOnlySpan<T> few, int count, T next)
    {
        if (many is null)
        {
            many = new T[FirstFew<T>.Length * 4];
            few.CopyTo(many);
        }
        else if (count == many.Length)
        {
            Array.Resize(ref many, count * 2);
        }

        many[count] = next;
    }

    private bool IsKeyword(ReadOnlySpan<byte> keyword) => _lexer.Kind == TokenKind.Name && _lexer.Text.SequenceEqual(keyword);

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsKeyword(keyword)) return false;
        _lexer.Advance();
        return true;
    }

    private bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind) return false;
        _lexer.Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (_lexer.Kind != kind) throw Expected(kind);
        _lexer.Advance();
    }

    private GraphQLSyntaxException Expected(TokenKind kind) =>
        _lexer.Error($"Expected {kind.Describe()}, found {_lexer.Describe()}.", _lexer.Start);

    private GraphQLSyntaxException Unexpected() => _lexer.Error($"Unexpected {_lexer.Describe()}.", _lexer.Start);

    private void Enter()
    {
        if (++_depth > _options.MaxDepth) throw _lexer.Error($"Document is nested more than {_options.MaxDepth} levels deep.", _lexer.Start);
    }

    private void Leave() => _depth--;

    [InlineArray(Length)]
    private struct FirstFew<T>
    {
        public const int Length = 8;
        private T _first;
    }
}
