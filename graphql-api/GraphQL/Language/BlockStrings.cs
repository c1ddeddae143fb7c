namespace MusicGraph.GraphQL.Language;

/// <summary>The meaning of block strings, and how one is printed.</summary>
internal static class BlockStrings
{
    /// <summary>The algorithm <c>BlockStringValue</c> of section 2.9.4: common indentation and blank lines at the ends go.</summary>
    public static string Dedent(string raw)
    {
        var lines = raw.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var index = 0; index < lines.Length; index++)
        {
            var indentation = IndentationOf(lines[index]);
            if (indentation == lines[index].Length) continue;
            if (first < 0) first = index;
            last = index;
            if (index > 0) common = Math.Min(common, indentation);
        }

        if (first < 0) return "";
        for (var index = Math.Max(1, first); index <= last; index++)
        {
            lines[index] = lines[index][Math.Min(lines[index].Length, common)..];
        }

        return string.Join('\n', lines, first, last - first + 1);
    }

    /// <summary>Whether the text comes back unchanged from a block string that <see cref="Print"/> makes of it.</summary>
    public static bool CanPrint(string text)
    {
        if (text.Length == 0) return false;
        foreach (var character in text)
        {
            if (character is '\r' || (character < 0x20 && character is not ('\n' or '\t'))) return false;
        }

        return Dedent(Inner(text)) == text;
    }

    public static string Print(string text) => $"\"\"\"{Inner(text).Replace("\"\"\"", "\\\"\"\"")}\"\"\"";

    private static string Inner(string text)
    {
        // A quote or backslash at the end would run into the closing quotes.
        var ownLines = text.Contains('\n') || text.Length > 70 || text[^1] is '"' or '\\';
        if (!ownLines) return text;

        // Space at the start of the first line counts, that of a line below is taken for indentation.
        return text[0] is ' ' or '\t' && !text.Contains('\n') ? $"{text}\n" : $"\n{text}\n";
    }

    private static int IndentationOf(string line)
    {
        var length = 0;
        while (length < line.Length && line[length] is ' ' or '\t') length++;
        return length;
    }
}
