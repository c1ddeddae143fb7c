using System.Buffers;
using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>Splits UTF-8 into the tokens of GraphQL (specification, section 2.1), one at a time. The source must be valid UTF-8.</summary>
internal ref partial struct Utf8Lexer(ReadOnlySpan<byte> source, int maxTokens)
{
    private static readonly SearchValues<byte> Ignored = SearchValues.Create(" \t\n\r,"u8);

    private readonly ReadOnlySpan<byte> _source = source;
    private int _tokens;

    public TokenKind Kind { get; private set; } = TokenKind.StartOfFile;

    /// <summary>Offset of the token's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>Offset after the token's last byte.</summary>
    public int End { get; private set; }

    /// <summary>What a string token means; null for all others.</summary>
    public string? StringValue { get; private set; }

    /// <summary>The token as written.</summary>
    public readonly ReadOnlySpan<byte> Text => _source[Start..End];

    public readonly GraphQLSyntaxException Error(string message, int offset) => new(message, offset, SourceLocations.Locate(_source, offset));

    /// <summary>The token as messages name it.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Kind.Describe()} \"{Encoding.UTF8.GetString(Text)}\"",
        TokenKind.String or TokenKind.BlockString => $"{Kind.Describe()} \"{StringValue}\"",
        _ => Kind.Describe(),
    };

    public void Advance()
    {
        StringValue = null;
        var position = SkipIgnored(End);
        Start = position;
        if (position >= _source.Length)
        {
            End = position;
            Kind = TokenKind.EndOfFile;
            return;
        }

        if (++_tokens > maxTokens) throw Error($"Document contains more than {maxTokens} tokens. Parsing aborted.", position);
        var first = _source[position];
        if (IsNameStart(first)) ReadName(position);
        else if (IsDigit(first) || first == '-') ReadNumber(position);
        else if (first == '"') ReadString(position);
        else ReadPunctuator(position, first);
    }

    private readonly int SkipIgnored(int position)
    {
        var source = _source;
        while (position < source.Length)
        {
            switch (source[position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',':
                    position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    // What follows is mostly indentation.
                    var indentation = source[position..].IndexOfAnyExcept(Ignored);
                    if (indentation < 0) return source.Length;
                    position += indentation;
                    break;
                case (byte)'#':
                    var length = source[position..].IndexOfAny((byte)'\n', (byte)'\r');
                    if (length < 0) return source.Length;
                    position += length;
                    break;
                case 0xEF when source[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    private void ReadName(int start)
    {
        var position = start + 1;
        while (position < _source.Length && IsNameContinue(_source[position])) position++;
        Set(TokenKind.Name, position);
    }

    private void ReadPunctuator(int start, byte first)
    {
        var kind = first switch
        {
            (byte)'!' => TokenKind.Bang,
            (byte)'$' => TokenKind.Dollar,
            (byte)'&' => TokenKind.Ampersand,
            (byte)'(' => TokenKind.ParenLeft,
            (byte)')' => TokenKind.ParenRight,
            (byte)':' => TokenKind.Colon,
            (byte)'=' => TokenKind.Equal,
            (byte)'@' => TokenKind.At,
            (byte)'[' => TokenKind.BracketLeft,
            (byte)']' => TokenKind.BracketRight,
            (byte)'{' => TokenKind.BraceLeft,
            (byte)'|' => TokenKind.Pipe,
            (byte)'}' => TokenKind.BraceRight,
            _ => TokenKind.EndOfFile,
        };
        if (kind != TokenKind.EndOfFile)
        {
            Set(kind, start + 1);
            return;
        }

        if (_source[start..].StartsWith("..."u8))
        {
            Set(TokenKind.Spread, start + 3);
            return;
        }

        var message = first switch
        {
            (byte)'\'' => "Unexpected single quote character ('), did you mean to use a double quote (\")?",
            (byte)'.' when Peek(start + 1) == '.' => "Unexpected \"..\", did you mean \"...\"?",
            (byte)'.' when IsDigit(Peek(start + 1)) => $"Invalid number, expected digit before \".\", did you mean \"0.{Digits(start + 1)}\"?",
            _ => $"Unexpected character: {PrintCharacter(start)}.",
        };
        throw Error(message, start);
    }

    /// <summary>Section 2.9.1 and 2.9.2: no leading zeros, and neither a digit, a point nor a name may follow.</summary>
    private void ReadNumber(int start)
    {
        var position = start;
        var kind = TokenKind.Int;
        if (Peek(position) == '-') position++;
        if (Peek(position) == '0')
        {
            position++;
            if (IsDigit(Peek(position))) throw Error($"Invalid number, unexpected digit after 0: {PrintCharacter(position)}.", position);
        }
        else
        {
            position = ReadDigits(position);
        }

        if (Peek(position) == '.')
        {
            kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if (Peek(position) is (byte)'e' or (byte)'E')
        {
            kind = TokenKind.Float;
            position++;
            if (Peek(position) is (byte)'+' or (byte)'-') position++;
            position = ReadDigits(position);
        }

        if (Peek(position) == '.' || IsNameStart(Peek(position)))
        {
            throw Error($"Invalid number, expected digit but got: {PrintCharacter(position)}.", position);
        }

        Set(kind, position);
    }

    private readonly int ReadDigits(int position)
    {
        if (!IsDigit(Peek(position))) throw Error($"Invalid number, expected digit but got: {PrintCharacter(position)}.", position);
        while (IsDigit(Peek(position))) position++;
        return position;
    }

    private void Set(TokenKind kind, int end)
    {
        Kind = kind;
        End = end;
    }

    private readonly string Digits(int position) => Encoding.ASCII.GetString(_source[position..ReadDigits(position)]);

    private readonly byte Peek(int position) => position < _source.Length ? _source[position] : (byte)0;

    private readonly string PrintCharacter(int position)
    {
        if (position >= _source.Length) return "<EOF>";
        Rune.DecodeFromUtf8(_source[position..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => $"U+{rune.Value:X4}",
        };
    }

    private static bool IsNameStart(byte unit) => char.IsAsciiLetter((char)unit) || unit == '_';

    private static bool IsNameContinue(byte unit) => char.IsAsciiLetterOrDigit((char)unit) || unit == '_';

    private static bool IsDigit(byte unit) => unit is >= (byte)'0' and <= (byte)'9';
}
