using System.Text.RegularExpressions;
using MusicGraph.Host.Tests.Deployment;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Security;

/// <summary>Secrets come out of a secret store; the repository has none.</summary>
public sealed partial class SecretScanTests
{
    /// <summary>The key of Azure's storage emulator is in Microsoft's documentation, and opens nothing else.</summary>
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Fact]
    public void Repository_HoldsNothingThatLooksLikeASecret()
    {
        var found =
            from file in SourceFiles.All
            where new FileInfo(file).Length < 4 * 1024 * 1024 && Path.GetFileName(file) != "package-lock.json"
            let text = File.ReadAllText(file).Replace(EmulatorKey, "", StringComparison.Ordinal)
            let isTest = SourceFiles.Name(file).StartsWith("tests", StringComparison.Ordinal)
            from match in isTest ? Secret().Matches(text) : Secret().Matches(text).Concat(PasswordInAddress().Matches(text))
            select $"{SourceFiles.Name(file)}: {match.Value[..Math.Min(match.Length, 30)]}…";

        Assert.Empty(found);
    }

    [Fact]
    public void Components_HaveNoSecretInClear()
    {
        var inClear =
            from file in SourceFiles.All
            where file.EndsWith(".yaml", StringComparison.Ordinal)
                && (SourceFiles.Name(file).StartsWith("components", StringComparison.Ordinal) || SourceFiles.Name(file).StartsWith("deploy", StringComparison.Ordinal))
            from component in Manifest.Read(file)
            where component.Kind == "Component"
            from field in component.List("spec", "metadata").Cast<YamlMappingNode>()
            let name = (string)field["name"]!
            where SecretField().IsMatch(name) && field.Children.TryGetValue("value", out var value) && ((string)value!).Length > 0
            select $"{SourceFiles.Name(file)}: {component.Name}: {name}";

        Assert.Empty(inClear);
    }

    [GeneratedRegex("""
        -----BEGIN[ A-Z]*PRIVATE KEY-----[\\nr\s]+[A-Za-z0-9+/]{20}
        | \bAKIA[0-9A-Z]{16}\b
        | \bgh[pousr]_[A-Za-z0-9]{30,}
        | \bxox[abprs]-[A-Za-z0-9-]{20,}
        | \beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}
        | \bAccountKey=[A-Za-z0-9+/]{40,}
        | \bSharedAccessKey=[A-Za-z0-9+/]{20,}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();

    /// <summary>Tests make servers of their own, with passwords that open nothing else.</summary>
    [GeneratedRegex("""[a-z]://[^\s/:@"'{}$]+:[^\s/:@"'{}$]{6,}(?<!:password)@[a-z0-9]""")]
    private static partial Regex PasswordInAddress();

    [GeneratedRegex("password|secret(?!sFile)|masterKey|accountKey|accessKey|apiKey|token|clientSecret", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();
}
