using System.Text.RegularExpressions;

namespace MusicGraph.EndToEnd.Running;

/// <summary>A section of a README and the operations of its GraphQL fences.</summary>
internal sealed partial record ReadmeSection(string Title, IReadOnlyList<string> Operations)
{
    /// <summary>The sections that have any.</summary>
    public static IReadOnlyList<ReadmeSection> Read(string file) =>
    [
        .. Heading().Split(File.ReadAllText(Path.Combine(Repository.Root, file))).Skip(1).Chunk(2)
            .Select(part => new ReadmeSection(part[0], [.. Fence().Matches(part[1]).Select(match => match.Groups["operation"].Value)]))
            .Where(section => section.Operations.Count > 0),
    ];

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```graphql\n(?<operation>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
