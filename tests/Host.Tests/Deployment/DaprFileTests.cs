using System.Diagnostics;
using System.Text.Json;
using MusicGraph.Host.Topology;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

/// <summary>What <c>dapr run -f</c> would be given, checked without a Dapr.</summary>
public sealed class DaprFileTests
{
    // https://docs.dapr.io/developing-applications/local-development/multi-app-dapr-run/multi-app-template/, and the CLI's
    // pkg/standalone/run.go: it passes over in silence what it does not know.
    private static readonly HashSet<string> s_shared =
    [
        "resourcesPaths", "configFilePath", "maxBodySize", "enableAppHealthCheck", "appHealthCheckPath", "appProtocol", "logLevel", "env",
    ];

    private static readonly HashSet<string> s_own = [.. s_shared, "appID", "appDirPath", "appPort", "daprHTTPPort", "daprGRPCPort", "command"];

    private static readonly TyeFile s_tye = TyeFile.Load(TyeFile.Find(AppContext.BaseDirectory)!);

    private readonly string _folder = Path.Combine(s_tye.Folder, "dapr");

    private readonly Manifest _file = Assert.Single(Manifest.Read(Path.Combine(s_tye.Folder, "dapr", "dapr.yaml")));

    private IEnumerable<YamlMappingNode> Apps => _file.List("apps").Cast<YamlMappingNode>();

    [Fact]
    public void DaprYaml_MultiAppRun_StartsTheAppsOfTyeYaml()
    {
        var apps = Apps.Select(app => ((string)app["appID"]!, Path.GetFullPath((string)app["appDirPath"]!, _folder)));

        Assert.Equal(s_tye.Services.Select(service => (service.Name, Path.GetDirectoryName(service.Project)!)), apps);
    }

    [Fact]
    public void DaprYaml_Fields_AreOnesThatTheCliKnows()
    {
        Assert.Equal("1", _file.Text("version"));
        Assert.Subset(new HashSet<string> { "version", "common", "apps" }, Names(_file.Root));
        Assert.Subset(s_shared, Names((YamlMappingNode)_file.At("common")!));
        foreach (var app in Apps)
            Assert.Subset(s_own, Names(app));
        foreach (var path in _file.List("common", "resourcesPaths").Append(_file.At("common", "configFilePath")!))
            Assert.True(Path.Exists(Path.GetFullPath((string)path!, _folder)), $"There is no {path}.");
    }

    [Fact]
    public void DaprYaml_Ports_AreEachAppsOwnAndThoseItListensAt()
    {
        Assert.All(Apps, app => Assert.Equal($"http://127.0.0.1:{app["appPort"]}", (string?)app["env"]["ASPNETCORE_URLS"]));
        var ports = Apps.SelectMany(app => (string[])[(string)app["appPort"]!, (string)app["daprHTTPPort"]!]).ToList();

        Assert.Equal(ports.Distinct(), ports);
    }

    /// <summary>The README's own line, as pasted.</summary>
    [Fact]
    public async Task Readme_Keys_AreThoseThatTheServicesNeed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        var line = File.ReadLines(Path.Combine(_folder, "README.md")).Single(line => line.StartsWith("printf ", StringComparison.Ordinal));
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", line.Replace(">secrets.json", "")]) { RedirectStandardOutput = true })!;

        var keys = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(
            shell.StandardOutput.BaseStream, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Contracts.Secrets.Needed, keys!.Keys);
        Assert.All(keys.Values, key => Assert.Equal(32, Convert.FromBase64String(key).Length));
        Assert.Equal(keys.Count, keys.Values.Distinct().Count());
    }

    private static HashSet<string> Names(YamlMappingNode node) => [.. node.Children.Keys.Select(key => (string)key!)];
}
