using System.Text.Json;
using MusicGraph.Dapr.Runtime.NameResolution;
using MusicGraph.Dapr.Runtime.NameResolution.StructuredFormat;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.NameResolution;

public sealed class StructuredFormatResolverTests : NameResolverConformance
{
    internal override INameResolver Open(IReadOnlyList<(string AppId, string Address)> sidecars)
        => Open("jsonString", "stringValue", JsonSerializer.Serialize(new
        {
            appInstances = sidecars.GroupBy(sidecar => sidecar.AppId).ToDictionary(
                app => app.Key, app => app.Select(sidecar => new { ipv4 = sidecar.Address.Split(':')[0], port = int.Parse(sidecar.Address.Split(':')[1], null) })),
        }));

    [Theory]
    [InlineData("{ domain: host, ipv4: 10.0.0.1, ipv6: '::1', port: 1 }", "host:1")]
    [InlineData("{ domain: '', ipv4: 10.0.0.1, ipv6: '::1', port: 2 }", "10.0.0.1:2")]
    [InlineData("{ ipv6: '::1', port: 3, extendedInfo: { zone: a } }", "[::1]:3")]
    public async Task Resolve_OfSeveralNamesOfASidecar_ItIsTheFirstOfDomainIpv4AndIpv6(string sidecar, string expected)
    {
        Folder.Write("apps.yaml", $"appInstances: {{ app: [ {sidecar} ] }}");
        await using var resolver = Open("yamlFile", "filePath", "apps.yaml");

        Assert.Equal(expected, await resolver.ResolveAsync("app", "default", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("jsonString", "stringValue", "{", "no valid YAML")]
    [InlineData("jsonFile", "filePath", "absent.json", "metadata field 'filePath', absent.json, cannot be read")]
    [InlineData("yamlString", "filePath", "apps.yaml", "metadata field 'stringValue' is missing")]
    [InlineData("yamlString", "stringValue", "appInstances: { a: [ { ipv4: 127.0.0.1 } ] }", "field 'port' is missing")]
    public void Open_AListThatCannotBeRead_SaysWhy(string type, string field, string value, string expected)
        => Assert.Contains(expected, Assert.Throws<DaprConfigurationException>(() => Open(type, field, value)).Message, StringComparison.Ordinal);

    private StructuredFormatResolver Open(string type, string field, string value)
        => StructuredFormatResolver.Open(ComponentContexts.Create(
            "nameresolution.structuredformat", Folder.Path, TimeProvider.System, ("structuredType", type), (field, value)));
}
