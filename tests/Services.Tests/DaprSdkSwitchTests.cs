using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MusicGraph.Services.Tests;

/// <summary>
/// Services and gateway are written for two clients of Dapr, of which only ours can be compiled without Dapr's packages: what keeps the
/// other possible is that nothing but <c>dapr/DaprSdk.props</c> names either.
/// </summary>
public sealed partial class DaprSdkSwitchTests
{
    private static readonly string Root = FindRoot();
    private static readonly XElement Props = XElement.Load(Path.Combine(Root, "dapr", "DaprSdk.props"));

    [Fact]
    public void No_source_names_either_client()
    {
        foreach (var file in Files("*.cs"))
            Assert.False(EitherNamespace.IsMatch(File.ReadAllText(file)), $"{file} names a client of Dapr: DaprSdk.props says which there is.");
    }

    [Fact]
    public void No_project_refers_to_either_client_but_by_the_switch()
    {
        var withoutSwitch = Files("*.csproj").Where(file => Path.GetFileName(file) != "Contracts.csproj").Where(file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("dapr/Client", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Include=\"Dapr.", text, StringComparison.Ordinal);
            return !text.Contains("""<Import Project="../../dapr/DaprSdk.props" />""", StringComparison.Ordinal);
        });

        Assert.Empty(withoutSwitch);
    }

    [Fact]
    public void Both_clients_open_the_same_names()
    {
        Assert.Equal(["Dapr.AspNetCore", "Dapr.Client", "Dapr.DaprException as DaprException", "Dapr.TopicOptions as TopicOptions"], UsingsOf("Dapr"));
        Assert.Equal(UsingsOf("Dapr").Select(name => "MusicGraph." + name), UsingsOf("Embedded"));
    }

    [Fact]
    public void The_packages_are_pinned_to_one_version()
    {
        var pinned = XElement.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);
        var versions = Props.Descendants("PackageReference").Select(package => pinned[(string)package.Attribute("Include")!]).Distinct();

        Assert.StartsWith("1.16.", Assert.Single(versions), StringComparison.Ordinal);
    }

    /// <summary>What the package lacks, or means otherwise: BindingRequest.Data is base64 over HTTP and plain bytes over gRPC.</summary>
    [Theory]
    [InlineData(@"\bDaprApiException\b")]
    [InlineData(@"new DaprClientBuilder\(\w")]
    [InlineData(@"new BindingRequest\([^;]*\bData = |\brequest\.Data = ")]
    public void No_source_uses_what_only_ours_has(string pattern)
    {
        foreach (var file in Files("*.cs"))
            Assert.False(Regex.IsMatch(File.ReadAllText(file), pattern), $"{file} uses {pattern}.");
    }

    private static string[] UsingsOf(string sdk) =>
    [
        .. Props.Elements("ItemGroup").Single(group => ((string?)group.Attribute("Condition"))?.Contains($"'{sdk}'", StringComparison.Ordinal) == true)
            .Elements("Using")
            .Select(item => (string)item.Attribute("Include")! + (item.Attribute("Alias") is { } alias ? $" as {alias.Value}" : ""))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Files(string pattern) => new[] { "services", Path.Combine("graphql-api", "Gateway") }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"\busing (static )?(\w+ = )?(global::)?(MusicGraph\.)?Dapr\b|\b(MusicGraph|global::)\.?Dapr\.\w")]
    private static partial Regex EitherNamespace { get; }
}
