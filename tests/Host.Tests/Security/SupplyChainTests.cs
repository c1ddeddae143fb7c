using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MusicGraph.Host.Tests.Deployment;

namespace MusicGraph.Host.Tests.Security;

/// <summary>What comes from outside is named exactly, and in one place.</summary>
public sealed partial class SupplyChainTests
{
    [Fact]
    public void NuGetPackages_AreOfOneExactVersionEach_AndNamedInOnePlace()
    {
        var versions = XDocument.Load(Path.Combine(Kustomization.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (Name: (string)package.Attribute("Include")!, Version: (string)package.Attribute("Version")!)).ToArray();
        var elsewhere = SourceFiles.All.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => XDocument.Load(file).Descendants("PackageReference").Any(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null));

        Assert.All(versions, package => Assert.Matches(ExactVersion(), package.Version));
        Assert.Equal(versions.Length, versions.Select(package => package.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void NpmPackages_AreKnownByTheirHash_FromWhereverTheyCome()
    {
        var manifests = SourceFiles.All.Where(file => Path.GetFileName(file) == "package.json" && File.ReadAllText(file).Contains("ependencies\"", StringComparison.Ordinal));

        foreach (var manifest in manifests)
        {
            var file = Path.Combine(Path.GetDirectoryName(manifest)!, "package-lock.json");
            Assert.True(File.Exists(file), $"{SourceFiles.Name(manifest)} has no package-lock.json beside it");
            using var locked = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var package in locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
            {
                Assert.True(
                    package.Value.TryGetProperty("integrity", out _) || package.Value.TryGetProperty("inBundle", out _),
                    $"{SourceFiles.Name(file)}: {package.Name} has no hash");
                Assert.False(package.Value.TryGetProperty("resolved", out _), $"{SourceFiles.Name(file)}: {package.Name} names where it was downloaded");
            }
        }
    }

    /// <summary>Where packages come from is for whoever builds to say; the repository redirects nobody.</summary>
    [Fact]
    public void Repository_NamesNoRegistry() => Assert.DoesNotContain(
        SourceFiles.All, file => Path.GetFileName(file).ToLowerInvariant() is "nuget.config" or ".npmrc" or ".yarnrc");

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
