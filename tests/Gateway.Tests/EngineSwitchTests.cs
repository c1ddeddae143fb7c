using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MusicGraph.Gateway.Tests;

/// <summary>
/// The gateway is written for two engines, of which only ours can be compiled without HotChocolate's packages: what keeps the other
/// possible is that nothing but the files of an engine names it.
/// </summary>
public sealed partial class EngineSwitchTests
{
    private static readonly string[] Engines = ["Embedded", "HotChocolate"];
    private static readonly Dictionary<string, string> Sources = ReadSources();

    [Fact]
    public void Only_the_files_of_an_engine_name_its_namespaces()
    {
        foreach (var (file, text) in Sources)
        {
            if (!file.EndsWith(".Embedded.cs", StringComparison.Ordinal))
                Assert.False(OurNamespace.IsMatch(text), $"{file} names this repository's engine.");
            if (!file.EndsWith(".HotChocolate.cs", StringComparison.Ordinal))
                Assert.False(TheirNamespace.IsMatch(text), $"{file} names HotChocolate.");
        }
    }

    [Fact]
    public void Both_engines_have_the_same_files_of_their_own()
    {
        string[] NamesOf(string engine) =>
            [.. Sources.Keys.Where(file => file.EndsWith($".{engine}.cs", StringComparison.Ordinal)).Select(file => file.Split('.')[0]).Order()];

        Assert.Equal(["GlobalUsings", "GraphQLSetup"], NamesOf("Embedded"));
        Assert.Equal(NamesOf("Embedded"), NamesOf("HotChocolate"));
    }

    [Fact]
    public void Both_set_ups_offer_the_same_to_the_gateway() => AssertSameInBoth(@"public static .+?(?= =>|\r?\n)");

    [Fact]
    public void Both_set_ups_have_the_same_unions() => AssertSameInBoth(
        """(?<=AddUnion\("|\.Name\(")\w+|(?<=nameof\(|ObjectType<)\w+|(?<=")What [^"]+""");

    [Fact]
    public void Both_set_ups_have_the_same_limits() => AssertSameInBoth(@"Max\w+Cost = \d[\d_]*");

    private static void AssertSameInBoth(string pattern)
    {
        var found = Array.ConvertAll(Engines, engine =>
            Regex.Matches(Sources[$"GraphQLSetup.{engine}.cs"], pattern).Select(match => match.Value).ToArray());
        Assert.NotEmpty(found[0]);
        Assert.Equal(found[0], found[1]);
    }

    private static Dictionary<string, string> ReadSources([CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "graphql-api", "Gateway"));
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), Path: file))
            .Where(file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && !file.Name.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path));
    }

    [GeneratedRegex(@"\bMusicGraph\.GraphQL\b")]
    private static partial Regex OurNamespace { get; }

    [GeneratedRegex(@"\b(HotChocolate|GreenDonut)\.(?!cs\b)")]
    private static partial Regex TheirNamespace { get; }
}
