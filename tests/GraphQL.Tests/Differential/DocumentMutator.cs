using System.Text.RegularExpressions;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Makes documents that are nearly right: some tokens of a good one are left out, doubled, swapped or replaced.</summary>
internal static partial class DocumentMutator
{
    private static readonly string[] Replacements =
    [
        "{", "}", "(", ")", "[", "]", ":", "=", "!", "$", "@", "|", "&", "...", "on", "fragment", "query", "null", "true", "name", "dog", "1",
        "-1.5", "\"x\"", "\"\"\"y\"\"\"", "\"", "#", "\\", "\u00e9", "$a", "@skip(if: true)", "...F", "01", "",
    ];

    public static string Mutate(string document, Random random)
    {
        var tokens = Tokens().Matches(document).Select(match => match.Value).ToList();
        for (var count = random.Next(1, 4); count > 0 && tokens.Count > 0; count--)
        {
            var index = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0: tokens.RemoveAt(index); break;
                case 1: tokens.Insert(index, tokens[random.Next(tokens.Count)]); break;
                case 2: tokens[index] = Replacements[random.Next(Replacements.Length)]; break;
                default:
                    var other = random.Next(tokens.Count);
                    (tokens[index], tokens[other]) = (tokens[other], tokens[index]);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    [GeneratedRegex("""\w+|\s+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.""", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
