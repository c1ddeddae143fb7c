using System.Globalization;
using System.Text;

namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class CelLexer(string text)
{
    private static readonly string[] s_signs =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    private int _at;

    /// <summary>Where the token that was read last begins.</summary>
    public int Start { get; private set; }

    /// <exception cref="CelException">There is something that is no token.</exception>
    public CelToken Next()
    {
        SkipSpace();
        Start = _at;
        if (_at == text.Length)
            return new CelToken(CelTokenKind.End, "");

        var first = text[_at];
        if (char.IsAsciiLetter(first) || first == '_')
            return IsRawText() ? ReadText(isRaw: true) : ReadName();
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
            return ReadNumber();
        if (first is '"' or '\'')
            return ReadText(isRaw: false);

        foreach (var sign in s_signs)
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0)
            {
                _at += sign.Length;
                return new CelToken(CelTokenKind.Sign, sign);
            }
        }

        throw new CelException($"unexpected '{first}' at {_at + 1}");
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
                _at++;
            else if (text.AsSpan(_at).StartsWith("//"))
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            else
                return;
        }
    }

    private bool IsRawText() => text[_at] is 'r' or 'R' && _at + 1 < text.Length && text[_at + 1] is '"' or '\'';

    private CelToken ReadName()
    {
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return new CelToken(CelTokenKind.Name, text[Start.._at]);
    }

    private CelToken ReadNumber()
    {
        if (text.AsSpan(_at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            _at += 2;
            while (_at < text.Length && char.IsAsciiHexDigit(text[_at]))
                _at++;
            return long.TryParse(text.AsSpan(Start + 2, _at - Start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? new CelToken(CelTokenKind.Number, "") { Value = hex }
                : throw new CelException($"a wrong number at {Start + 1}");
        }

        var isWhole = true;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or 'e' or 'E' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E')))
            isWhole &= char.IsAsciiDigit(text[_at++]);
        var digits = text[Start.._at];
        if (isWhole && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return new CelToken(CelTokenKind.Number, "") { Value = whole };
        if (!isWhole && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new CelToken(CelTokenKind.Number, "") { Value = number };

        throw new CelException($"'{digits}' is no number");
    }

    private CelToken ReadText(bool isRaw)
    {
        if (isRaw)
            _at++;
        var quote = text[_at].ToString();
        if (text.AsSpan(_at).StartsWith(quote + quote + quote))
            quote = quote + quote + quote;
        _at += quote.Length;
        var value = new StringBuilder();
        while (_at < text.Length)
        {
            if (string.CompareOrdinal(text, _at, quote, 0, quote.Length) == 0)
            {
                _at += quote.Length;
                return new CelToken(CelTokenKind.Text, "") { Value = value.ToString() };
            }

            if (text[_at] == '\\' && !isRaw)
                ReadEscape(value);
            else
                value.Append(text[_at++]);
        }

        throw new CelException($"the text that begins at {Start + 1} does not end");
    }

    private void ReadEscape(StringBuilder value)
    {
        var code = _at + 1 < text.Length ? text[_at + 1] : '\0';
        _at += 2;
        switch (code)
        {
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case 'a': value.Append('\a'); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'v': value.Append('\v'); break;
            case '\\' or '"' or '\'' or '`' or '?': value.Append(code); break;
            case 'x' or 'X': value.Append(ReadRune(2)); break;
            case 'u': value.Append(ReadRune(4)); break;
            case 'U': value.Append(ReadRune(8)); break;
            default: throw new CelException($"a wrong escape at {_at - 1}");
        }
    }

    private Rune ReadRune(int digits)
    {
        if (_at + digits <= text.Length
            && int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.TryCreate(code, out var rune))
        {
            _at += digits;
            return rune;
        }

        throw new CelException($"a wrong escape at {_at - 1}");
    }
}
