using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>The table of who may do what, <c>authorization.txt</c>, which explains itself at its top.</summary>
internal sealed partial class Table
{
    public static readonly IReadOnlyList<string> Callers = ["anonymous", "other", "owner", "admin", "partner"];

    private Table(IReadOnlyList<Line> lines, IReadOnlyDictionary<string, string> fixtures, Regex structural)
    {
        Lines = lines;
        Fixtures = fixtures;
        Structural = structural;
    }

    public static Table Read { get; } = Parse(File.ReadAllLines(Path.Combine(Repository.Root, "tests", "EndToEnd", "Authorization", "authorization.txt")));

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>How each fixture is made, by its name.</summary>
    public IReadOnlyDictionary<string, string> Fixtures { get; }

    /// <summary>Types that hold nothing of their own: they are tested with the field that leads to them.</summary>
    public Regex Structural { get; }

    private static Table Parse(string[] rows)
    {
        var (lines, fixtures, structural) = (new List<Line>(), new Dictionary<string, string>(StringComparer.Ordinal), "(?!)");
        for (var i = 0; i < rows.Length; i++)
        {
            var (number, text) = (i + 1, rows[i].Trim());
            if (text.Length == 0 || text[0] == '#')
                continue;
            while (i + 1 < rows.Length && rows[i + 1].StartsWith("  ", StringComparison.Ordinal))
                text += " " + rows[++i].Trim();
            if (text.StartsWith("structural ", StringComparison.Ordinal))
                structural = $"^({text["structural ".Length..].Replace("*", ".*", StringComparison.Ordinal).Replace(' ', '|')})$";
            else if (FixtureLine().Match(text) is { Success: true } fixture)
                fixtures.Add(fixture.Groups["name"].Value, fixture.Groups["how"].Value);
            else
                lines.Add(ParseLine(number, text));
        }

        return new Table(lines, fixtures, new Regex(structural, RegexOptions.CultureInvariant));
    }

    private static Line ParseLine(int number, string text)
    {
        var arrow = text.LastIndexOf(" => ", StringComparison.Ordinal);
        if (arrow < 0)
            throw new FormatException($"authorization.txt({number}): '{text}' has no ' => ' before what each caller gets.");
        var (asked, expected) = (text[..arrow].TrimEnd(), text[(arrow + " => ".Length)..].Trim());
        var newcomers = Take(ref asked, " by ") is not null;
        var when = Take(ref asked, " when ");
        var finds = Take(ref asked, " finds ");
        var with = Take(ref asked, " with ")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var of = Take(ref asked, " of ");
        var route = RouteLine().Match(asked);
        var split = route.Success ? -1 : asked.IndexOf('(', StringComparison.Ordinal);
        return new Line(
            number,
            route.Success ? route.Groups["route"].Value : split < 0 ? asked : asked[..split],
            route.Success ? route.Groups["body"].Value : split < 0 ? "" : asked[(split + 1)..^1],
            of,
            with,
            finds,
            when,
            newcomers,
            expected == "public" ? null : Expectations(number, expected));
    }

    private static Dictionary<string, string> Expectations(int number, string text)
    {
        var given = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToArray();
        if (given.Any(part => part.Length != 2 || (part[0] != "*" && !Callers.Contains(part[0]))))
            throw new FormatException($"authorization.txt({number}): '{text}' is neither 'public' nor what {string.Join(", ", Callers)} (or * for the rest) get.");
        var by = given.ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return Callers.ToDictionary(caller => caller, Of, StringComparer.Ordinal);

        string Of(string caller) => by.GetValueOrDefault(caller)
            ?? (caller == "partner" ? AsPartner(Of("anonymous")) : by.GetValueOrDefault("*"))
            ?? throw new FormatException($"authorization.txt({number}): says nothing of {caller}.");
    }

    /// <summary>A partner is known, but is no user: it gets what a guest gets, and is refused for what it is where a guest is asked who it is.</summary>
    private static string AsPartner(string anonymous) => anonymous switch
    {
        "AUTH_NOT_AUTHENTICATED" => "AUTH_NOT_AUTHORIZED",
        "401" => "403",
        _ => anonymous,
    };

    /// <summary>Cuts off what follows a word, where the word stands outside of parentheses.</summary>
    private static string? Take(ref string text, string word)
    {
        var at = text.LastIndexOf(word, StringComparison.Ordinal);
        if (at < 0 || text[..at].Count(c => c == '(') != text[..at].Count(c => c == ')'))
            return null;
        var rest = text[(at + word.Length)..].Trim();
        text = text[..at].TrimEnd();
        return rest;
    }

    [GeneratedRegex(@"^\{(?<name>\w+)\} = (?<how>.+)$")]
    private static partial Regex FixtureLine();

    [GeneratedRegex(@"^(?<route>(GET|HEAD|POST|PUT|PATCH|DELETE) /\S*)( (?<body>.+))?$")]
    private static partial Regex RouteLine();
}
