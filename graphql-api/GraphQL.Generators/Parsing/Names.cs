using System.Text;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>How C# names become names of the schema; the rules are those of HotChocolate.</summary>
internal static class Names
{
    /// <summary><c>GetSongByIdAsync</c> becomes <c>songById</c>; what does not wait keeps its <c>Async</c>, and a property all of its name.</summary>
    public static string Method(string method, bool waits)
    {
        if (method.Length > 3 && method.StartsWith("Get", StringComparison.Ordinal)) method = method.Substring(3);
        return Camel(waits ? WithoutSuffix(method, "Async") : method);
    }

    /// <summary><c>GetSongByIdAsync</c> becomes <c>SongById</c>.</summary>
    public static string WithoutGetAndAsync(string member)
    {
        if (member.Length > 3 && member.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(member[3])) member = member.Substring(3);
        return WithoutSuffix(member, "Async");
    }

    public static string WithoutSuffix(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;

    /// <summary>Lowers the first letter, or all but the last of several capitals: <c>URLPath</c> becomes <c>urlPath</c>.</summary>
    public static string Camel(string name)
    {
        var characters = name.ToCharArray();
        var end = 0;
        while (end < characters.Length && char.IsUpper(characters[end])) characters[end] = char.ToLowerInvariant(characters[end++]);
        if (end > 1 && end < characters.Length && char.IsLetter(characters[end])) characters[end - 1] = char.ToUpperInvariant(characters[end - 1]);
        return new string(characters);
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><c>SynthPop</c> becomes <c>SYNTH_POP</c>.</summary>
    public static string EnumValue(string member)
    {
        var text = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(member[i]) && member[i - 1] != '_' &&
                (!char.IsUpper(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToUpperInvariant(member[i]));
        }

        return text.ToString();
    }

    public static string Input(string type) => type.EndsWith("Input", StringComparison.Ordinal) ? type : type + "Input";

    /// <summary><c>PlaylistNotFoundException</c> becomes <c>PlaylistNotFoundError</c>.</summary>
    public static string Error(string exception) => WithoutSuffix(exception, "Exception") + "Error";
}
