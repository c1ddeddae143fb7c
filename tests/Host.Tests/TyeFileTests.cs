using MusicGraph.Host.Topology;
using YamlDotNet.Core;

namespace MusicGraph.Host.Tests;

public sealed class TyeFileTests
{
    [Fact]
    public void Load_FileOfThisRepository_NamesProjectsThatExistAndCanBeRunInProcess()
    {
        var tye = TyeFile.Load(TyeFile.Find(AppContext.BaseDirectory)!);

        Assert.Equal("gateway", tye.Public.Name);
        Assert.Equal(5000, tye.Public.Port);
        Assert.All(tye.Services, service => Assert.True(File.Exists(service.Project), service.Project));
        Assert.All(tye.Services, service => Assert.NotNull(
            System.Reflection.Assembly.Load(service.AssemblyName).GetType($"{service.AssemblyName}.Program")?.GetMethod("Create")));
    }

    [Fact]
    public void Parse_BothWaysToWriteVariables_AreRead()
    {
        var tye = Parse("""
            services:
            - name: web
              project: a/Web.csproj
              bindings:
              - port: 80
              env:
              - name: ONE
                value: 1
              - TWO=a=b
            """);

        var service = Assert.Single(tye.Services);
        Assert.Equal("1", service.Environment["ONE"]);
        Assert.Equal("a=b", service.Environment["TWO"]);
        Assert.Equal("MusicGraph.Web", service.AssemblyName);
        Assert.Equal(Path.GetFullPath("a/Web.csproj", Path.GetTempPath()), service.Project);
    }

    [Fact]
    public void Parse_WhatOnlyTyeNeeds_IsLeftAlone()
    {
        var tye = Parse("""
            name: x
            registry: example
            extensions: [{ name: dapr, log-level: debug }]
            services: [{ name: web, project: Web.csproj, replicas: 2, bindings: [{ port: 80, protocol: http }] }]
            """);

        Assert.Single(tye.Services);
    }

    [Fact]
    public void WithReplicas_OfAnAppThatIsListed_GoBeforeTheFiles()
    {
        var tye = Parse("services: [{ name: web, project: Web.csproj, replicas: 2, bindings: [{ port: 80 }] }, { name: api, project: Api.csproj }]");

        Assert.Equal([2, 1], tye.WithReplicas(null).Services.Select(service => service.Replicas));
        Assert.Equal([2, 4], tye.WithReplicas(new Dictionary<string, int> { ["api"] = 4 }).Services.Select(service => service.Replicas));
        var unknown = Assert.Throws<HostException>(() => tye.WithReplicas(new Dictionary<string, int> { ["wep"] = 4 }));
        Assert.Equal((HostException.Usage, true), (unknown.ExitCode, unknown.Message.Contains("wep")));
    }

    [Theory]
    [InlineData("name: x", "no services")]
    [InlineData("services: [{ project: a.csproj }]", "no name")]
    [InlineData("services: [{ name: db, image: postgres }]", "'db' has no project")]
    [InlineData("services: [{ name: a, project: a.csproj }]", "exactly one service")]
    [InlineData("services: [{ name: a, project: a.csproj, bindings: [{ port: http }] }]", "no valid port")]
    [InlineData("services: [{ name: a, project: a.csproj }, { name: A, project: b.csproj }]", "two services")]
    [InlineData("services: [{ name: a, project: a.csproj, replicas: none }]", "no valid number of replicas")]
    [InlineData("services: [1]", "line 1")]
    public void Parse_FileThatCannotBeRun_SaysWhy(string yaml, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Parse(yaml)).Message);

    [Fact]
    public void Parse_NoYaml_Fails() => Assert.ThrowsAny<YamlException>(() => Parse("services: [}"));

    [Fact]
    public void Load_BrokenFile_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("tye.yaml", "services: 1"u8);

        Assert.Contains(path, Assert.Throws<HostException>(() => TyeFile.Load(path)).Message);
    }

    private static TyeFile Parse(string yaml) => TyeFile.Parse(new StringReader(yaml), Path.GetTempPath());
}
