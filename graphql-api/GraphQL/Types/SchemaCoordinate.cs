using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL;

/// <summary>
/// Names one element of a schema (section 3.14): <c>Type</c>, <c>Type.member</c>, <c>Type.field(argument:)</c>, <c>@directive</c> or
/// <c>@directive(argument:)</c>.
/// </summary>
public readonly record struct SchemaCoordinate
{
    /// <param name="name">Of the type or directive.</param>
    /// <param name="memberName">Of a field, input field or enum value.</param>
    /// <param name="argumentName">Of a field's or directive's argument.</param>
    /// <exception cref="ArgumentException">A directive has no members, and a type no arguments.</exception>
    public SchemaCoordinate(string name, string? memberName = null, string? argumentName = null, bool ofDirective = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (ofDirective && memberName is not null) throw new ArgumentException("A directive has no members.", nameof(memberName));
        if (!ofDirective && memberName is null && argumentName is not null) throw new ArgumentException("A type has no arguments.", nameof(argumentName));
        Name = name;
        MemberName = memberName;
        ArgumentName = argumentName;
        OfDirective = ofDirective;
    }

    public SchemaCoordinate(string name, bool ofDirective) : this(name, null, null, ofDirective) { }

    /// <summary>Whether it is a directive's, and not a type's.</summary>
    public bool OfDirective { get; }
    public string Name { get; }
    public string? MemberName { get; }
    public string? ArgumentName { get; }

    /// <exception cref="FormatException">It is no coordinate.</exception>
    public static SchemaCoordinate Parse(string s) =>
        TryParse(s, out var coordinate) ? coordinate.Value : throw new FormatException($"\"{s}\" is no schema coordinate.");

    public static bool TryParse(string? s, [NotNullWhen(true)] out SchemaCoordinate? coordinate)
    {
        coordinate = null;
        var rest = s.AsSpan();
        var ofDirective = rest.StartsWith('@');
        if (ofDirective) rest = rest[1..];
        if (!TryReadName(ref rest, out var name)) return false;
        string? member = null;
        if (!ofDirective && rest.StartsWith('.'))
        {
            rest = rest[1..];
            if (!TryReadName(ref rest, out member)) return false;
        }

        string? argument = null;
        if ((ofDirective || member is not null) && rest.StartsWith('('))
        {
            rest = rest[1..];
            if (!TryReadName(ref rest, out argument) || !rest.SequenceEqual(":)")) return false;
            rest = [];
        }

        if (!rest.IsEmpty) return false;
        coordinate = new SchemaCoordinate(name, member, argument, ofDirective);
        return true;
    }

    public override string ToString()
    {
        var argument = ArgumentName is null ? "" : $"({ArgumentName}:)";
        return $"{(OfDirective ? "@" : "")}{Name}{(MemberName is null ? "" : ".")}{MemberName}{argument}";
    }

    private static bool TryReadName(ref ReadOnlySpan<char> rest, [NotNullWhen(true)] out string? name)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_')) length++;
        name = length == 0 || char.IsAsciiDigit(rest[0]) ? null : rest[..length].ToString();
        rest = rest[length..];
        return name is not null;
    }
}
