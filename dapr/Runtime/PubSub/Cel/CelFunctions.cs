using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>The functions that there are, by name and number of arguments, the receiver among them.</summary>
internal static class CelFunctions
{
    private static readonly Dictionary<(string Name, int Arguments), Func<object?[], object?>> s_functions = new()
    {
        [("size", 1)] = arguments => arguments[0] switch
        {
            string text => text.EnumerateRunes().LongCount(),
            List<object?> list => list.Count,
            Dictionary<string, object?> map => (long)map.Count,
            var other => throw CelValues.NoOverload("size()", other),
        },
        [("startsWith", 2)] = Texts("startsWith", (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        [("endsWith", 2)] = Texts("endsWith", (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        [("contains", 2)] = Texts("contains", (text, part) => text.Contains(part, StringComparison.Ordinal)),
        [("matches", 2)] = Texts("matches", (text, pattern) => Pattern(pattern).IsMatch(text)),
        [("int", 1)] = arguments => arguments[0] switch
        {
            long number => number,
            double number when Math.Abs(number) < 9.2e18 => (long)number,
            string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var other => throw CelValues.NoOverload("int()", other),
        },
        [("double", 1)] = arguments => arguments[0] switch
        {
            long number => (double)number,
            double number => number,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            var other => throw CelValues.NoOverload("double()", other),
        },
        [("string", 1)] = arguments => arguments[0] switch
        {
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            var other => throw CelValues.NoOverload("string()", other),
        },
    };

    /// <exception cref="CelException">There is none.</exception>
    public static CelNode Call(string name, IReadOnlyList<CelNode> arguments)
    {
        if (!s_functions.TryGetValue((name, arguments.Count), out var function))
            throw new CelException($"function '{name}' with {arguments.Count} arguments is not known");

        // A pattern that stands there is read once, and its errors are seen before the first event.
        if (name == "matches" && arguments[1] is CelLiteral { Value: string pattern })
        {
            var regex = Pattern(pattern);
            function = Texts(name, (text, _) => regex.IsMatch(text));
        }

        return new CelCall(function, arguments);
    }

    private static Func<object?[], object?> Texts(string name, Func<string, string, bool> function)
        => arguments => arguments is [string text, string other] ? function(text, other) : throw CelValues.NoOverload(name + "()", arguments);

    // RE2 needs linear time, and so does this.
    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new CelException($"'{pattern}' is no regular expression: {error.Message}");
        }
    }
}
