using System.Text.RegularExpressions;
using MusicGraph.Host.Tests.Deployment;

namespace MusicGraph.Host.Tests.Security;

/// <summary>docs/security.md says nothing that no test shows.</summary>
public sealed partial class DocumentTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Kustomization.Root, "docs", "security.md"));

    public static TheoryData<string> Tests => [.. TestName().Matches(s_text).Select(match => match.Value.Trim('`')).Distinct()];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Document_NamesATest_ThatThereIs(string test)
    {
        var (@class, method) = (test.Split('.')[0], test.Split('.')[1]);
        var files = SourceFiles.All.Where(file => SourceFiles.Name(file).StartsWith("tests", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

        Assert.Contains(files, file => File.ReadAllText(file) is var text
            && Regex.IsMatch(text, $@"\bclass {@class}\b") && (method == "*" || Regex.IsMatch(text, $@"\b(void|Task|ValueTask) {method}\(")));
    }

    /// <summary>Every threat has at least one test.</summary>
    [Fact]
    public void EveryThreat_IsShownByATest()
    {
        var threats = s_text.Split("\n### ").Skip(1).Select(section => section.Split("\n## ")[0]).ToArray();

        Assert.True(threats.Length >= 16, $"only {threats.Length} threats");
        Assert.All(threats, threat => Assert.True(TestName().IsMatch(threat), threat.Split('\n')[0]));
    }

    [GeneratedRegex(@"`\w+Tests\.(\w+|\*)`")]
    private static partial Regex TestName();
}
