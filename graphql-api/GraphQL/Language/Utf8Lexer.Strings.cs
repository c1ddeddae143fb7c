using System.Globalization;
using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>Strings and block strings (specification, section 2.9.4).</summary>
internal ref partial struct Utf8Lexer
{
    private void ReadString(int start)
    {
        if (_source[start..].StartsWith("\"\"\""u8))
        {
            ReadBlockString(start);
            return;
        }

        var position = start + 1;
        StringBuilder? text = null;
        while (true)
        {
            var plain = _source[position..].IndexOfAny("\"\\\n\r"u8);
            if (plain < 0) throw Error("Unterminated string.", _source.Length);
            var head = _source.Slice(position, plain);
            position += plain;
            switch (_source[position])
            {
                case (byte)'"':
                    StringValue = text is null ? Encoding.UTF8.GetString(head) : text.Append(Encoding.UTF8.GetString(head)).ToString();
                    Set(TokenKind.String, position + 1);
                    return;
                case (byte)'\\':
                    text ??= new();
                    text.Append(Encoding.UTF8.GetString(head));
                    position = ReadEscape(position, text);
                    break;
                default:
                    throw Error("Unterminated string.", position);
            }
        }
    }

    /// <returns>The offset after the escape.</returns>
    private readonly int ReadEscape(int position, StringBuilder text)
    {
        var escape = Peek(position + 1);
        if (escape == 'u') return Peek(position + 2) == '{' ? ReadBracedUnicode(position, text) : ReadFixedUnicode(position, text);
        var meant = escape switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        if (meant == '\0') throw Error($"Invalid character escape sequence: \"{QuoteEscape(position)}\".", position);
        text.Append(meant);
        return position + 2;
    }

    /// <summary><c>\u{1F600}</c>.</summary>
    private readonly int ReadBracedUnicode(int position, StringBuilder text)
    {
        var digits = 0;
        var code = 0;
        for (; digits <= 8; digits++)
        {
            var unit = Peek(position + 3 + digits);
            if (unit == '}' && digits > 0)
            {
                if (!Rune.IsValid(code)) break;
                text.Append(new Rune(code).ToString());
                return position + digits + 4;
            }

            if (!char.IsAsciiHexDigit((char)unit)) break;

            // Eight digits may be too many for 31 bits; what is left is no code point either way.
            code = (code << 4) | HexValue(unit);
            if (code < 0) break;
        }

        throw Error($"Invalid Unicode escape sequence: \"{Quote(position, Math.Min(digits + 4, 12))}\".", position);
    }

    /// <summary><c>\u00e9</c>, or two of them for a character beyond the basic plane.</summary>
    private readonly int ReadFixedUnicode(int position, StringBuilder text)
    {
        var code = ReadFourDigits(position + 2);
        if (code >= 0 && !char.IsSurrogate((char)code))
        {
            text.Append((char)code);
            return position + 6;
        }

        if (code >= 0 && char.IsHighSurrogate((char)code) && Peek(position + 6) == '\\' && Peek(position + 7) == 'u')
        {
            var low = ReadFourDigits(position + 8);
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                text.Append((char)code).Append((char)low);
                return position + 12;
            }
        }

        throw Error($"Invalid Unicode escape sequence: \"{Quote(position, 6)}\".", position);
    }

    private readonly int ReadFourDigits(int position)
    {
        var code = 0;
        for (var index = 0; index < 4; index++)
        {
            var unit = Peek(position + index);
            if (!char.IsAsciiHexDigit((char)unit)) return -1;
            code = (code << 4) | HexValue(unit);
        }

        return code;
    }

    private void ReadBlockString(int start)
    {
        var position = start + 3;
        var text = new StringBuilder();
        while (true)
        {
            var length = _source[position..].IndexOf("\"\"\""u8);
            if (length < 0) throw Error("Unterminated string.", _source.Length);
            var end = position + length;
            if (length > 0 && _source[end - 1] == '\\')
            {
                text.Append(Encoding.UTF8.GetString(_source[position..(end - 1)])).Append("\"\"\"");
                position = end + 3;
                continue;
            }

            text.Append(Encoding.UTF8.GetString(_source[position..end]));
            StringValue = BlockStrings.Dedent(text.ToString());
            Set(TokenKind.BlockString, end + 3);
            return;
        }
    }

    private readonly string Quote(int position, int length) =>
        Encoding.UTF8.GetString(_source[position..Math.Min(position + length, _source.Length)]);

    /// <summary>The backslash at this position and the character after it, which takes up to four bytes.</summary>
    private readonly string QuoteEscape(int position)
    {
        _ = Rune.DecodeFromUtf8(_source[Math.Min(position + 1, _source.Length)..], out _, out var length);
        return Quote(position, 1 + length);
    }

    private static int HexValue(byte digit) => int.Parse([(char)digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
