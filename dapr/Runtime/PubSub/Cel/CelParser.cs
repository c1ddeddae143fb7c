namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>Reads an expression by CEL's grammar, the loosest binding first.</summary>
internal sealed class CelParser
{
    // Each level of nesting costs some of the stack.
    private const int MaxDepth = 100;

    private static readonly string[][] s_binary = [["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"]];

    private readonly CelLexer _lexer;
    private readonly HashSet<string> _names = ["event"];
    private CelToken _token;
    private int _depth;

    public CelParser(string text)
    {
        _lexer = new CelLexer(text);
        _token = _lexer.Next();
    }

    public CelNode Parse()
    {
        var root = ParseExpression();
        return _token.Kind == CelTokenKind.End ? root : throw Unexpected();
    }

    private CelNode ParseExpression()
    {
        if (++_depth > MaxDepth)
            throw new CelException("the expression is nested too deeply");
        var condition = ParseOr();
        if (Take("?"))
        {
            var then = ParseOr();
            Expect(":");
            condition = new CelConditional(condition, then, ParseExpression());
        }

        _depth--;
        return condition;
    }

    private CelNode ParseOr()
    {
        var left = ParseAnd();
        while (Take("||"))
            left = new CelLogical(left, ParseAnd(), Decisive: true);
        return left;
    }

    private CelNode ParseAnd()
    {
        var left = ParseBinary(0);
        while (Take("&&"))
            left = new CelLogical(left, ParseBinary(0), Decisive: false);
        return left;
    }

    private CelNode ParseBinary(int level)
    {
        if (level == s_binary.Length)
            return ParseUnary();

        var left = ParseBinary(level + 1);
        while (_token.Kind is CelTokenKind.Sign or CelTokenKind.Name && s_binary[level].Contains(_token.Text, StringComparer.Ordinal))
        {
            var sign = _token.Text;
            Advance();
            left = new CelBinary(sign, left, ParseBinary(level + 1));
        }

        return left;
    }

    private CelNode ParseUnary()
    {
        if (++_depth > MaxDepth)
            throw new CelException("the expression is nested too deeply");
        CelNode node = Take("!") ? new CelUnary(IsNot: true, ParseUnary())
            : Take("-") ? new CelUnary(IsNot: false, ParseUnary())
            : ParseMember();
        _depth--;
        return node;
    }

    private CelNode ParseMember()
    {
        var node = ParsePrimary();
        while (true)
        {
            if (Take("."))
            {
                var name = TakeName();
                node = Take("(") ? ParseMethod(node, name) : new CelField(node, name);
            }
            else if (Take("["))
            {
                node = new CelIndex(node, ParseExpression());
                Expect("]");
            }
            else
            {
                return node;
            }
        }
    }

    private CelNode ParseMethod(CelNode target, string name) => name switch
    {
        "all" => ParseQuantifier(target, (met, all) => met == all),
        "exists" => ParseQuantifier(target, (met, _) => met > 0),
        "exists_one" => ParseQuantifier(target, (met, _) => met == 1),
        _ => CelFunctions.Call(name, [target, .. ParseList(")")]),
    };

    private CelQuantifier ParseQuantifier(CelNode target, Func<int, int, bool> decide)
    {
        var variable = TakeName();
        Expect(",");
        var isNew = _names.Add(variable);
        var condition = ParseExpression();
        if (isNew)
            _names.Remove(variable);
        Expect(")");
        return new CelQuantifier(target, variable, condition, decide);
    }

    private CelNode ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case CelTokenKind.Number or CelTokenKind.Text:
                Advance();
                return new CelLiteral(token.Value);
            case CelTokenKind.Name:
                Advance();
                return ParseName(token.Text);
            case CelTokenKind.Sign when Take("("):
                var inner = ParseExpression();
                Expect(")");
                return inner;
            case CelTokenKind.Sign when Take("["):
                return new CelList(ParseList("]"));
            case CelTokenKind.Sign when Take("{"):
                return ParseMap();
            default:
                throw Unexpected();
        }
    }

    private CelNode ParseName(string name)
    {
        switch (name)
        {
            case "true":
                return new CelLiteral(true);
            case "false":
                return new CelLiteral(false);
            case "null":
                return new CelLiteral(null);
        }

        if (Take("("))
        {
            var arguments = ParseList(")");
            if (name != "has")
                return CelFunctions.Call(name, arguments);
            return arguments is [CelField field] ? new CelHas(field) : throw new CelException("has() needs one field, as in has(event.data.id)");
        }

        return _names.Contains(name) ? new CelName(name) : throw new CelException($"'{name}' is not known; an expression is about 'event'");
    }

    private List<CelNode> ParseList(string end)
    {
        var items = new List<CelNode>();
        while (!Take(end))
        {
            items.Add(ParseExpression());
            if (!_token.Is(end))
                Expect(",");
        }

        return items;
    }

    private CelMap ParseMap()
    {
        var entries = new List<(CelNode, CelNode)>();
        while (!Take("}"))
        {
            var key = ParseExpression();
            Expect(":");
            entries.Add((key, ParseExpression()));
            if (!_token.Is("}"))
                Expect(",");
        }

        return new CelMap(entries);
    }

    private string TakeName()
    {
        if (_token.Kind != CelTokenKind.Name)
            throw Unexpected();
        var name = _token.Text;
        Advance();
        return name;
    }

    private bool Take(string sign)
    {
        if (!_token.Is(sign))
            return false;
        Advance();
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
            throw new CelException($"'{sign}' is missing at {_lexer.Start + 1}");
    }

    private void Advance() => _token = _lexer.Next();

    private CelException Unexpected()
        => new(_token.Kind == CelTokenKind.End ? "the expression ends too early" : $"unexpected {(_token.Value is null ? $"'{_token.Text}'" : "value")} at {_lexer.Start + 1}");
}
