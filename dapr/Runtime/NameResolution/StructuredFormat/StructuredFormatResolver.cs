using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.NameResolution.StructuredFormat;

/// <summary><c>nameresolution.structuredformat</c>: a fixed list of addresses by app id, in JSON or YAML, in the file or in one of its own.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-name-resolution/nr-structuredformat/.</remarks>
internal sealed class StructuredFormatResolver : INameResolver
{
    private readonly Dictionary<string, List<string>> _addresses;

    private StructuredFormatResolver(Dictionary<string, List<string>> addresses) => _addresses = addresses;

    /// <exception cref="DaprConfigurationException">A field or the list is wrong.</exception>
    public static StructuredFormatResolver Open(ComponentContext context)
    {
        var metadata = context.Metadata;
        var type = metadata.Required("structuredType");
        var (text, source) = type switch
        {
            // JSON is YAML too.
            "jsonString" or "yamlString" => (metadata.Required("stringValue"), context.Definition.Source + ": stringValue"),
            "jsonFile" or "yamlFile" => (ReadFile(context, metadata.Required("filePath")), Path.GetFileName(metadata.Required("filePath"))),
            _ => throw context.Definition.Error($"metadata field 'structuredType' is '{type}'; it must be one of jsonString, yamlString, jsonFile, yamlFile"),
        };
        metadata.Ignore("stringValue", "filePath"); // The one that the type is not about.
        metadata.EnsureAllRead();

        var documents = YamlFields.Parse(text, source).ToList();
        if (documents is not [var document])
            throw context.Definition.Error("a list of 'appInstances' is needed");
        var fields = new YamlFields(document, source);
        var apps = fields.Mapping("appInstances") ?? throw fields.Error("field 'appInstances' is missing");
        fields.EnsureAllRead();
        return new StructuredFormatResolver(apps.Names().ToDictionary(
            appId => appId, appId => apps.Mappings(appId).Select(ReadAddress).ToList(), StringComparer.Ordinal));
    }

    public ValueTask<string?> ResolveAsync(string appId, string @namespace, CancellationToken cancellationToken)
        => new(_addresses.TryGetValue(appId, out var addresses) && addresses.Count > 0 ? addresses[Random.Shared.Next(addresses.Count)] : null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string ReadFile(ComponentContext context, string path)
    {
        try
        {
            return File.ReadAllText(Path.GetFullPath(path, context.WorkingDirectory));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw context.Definition.Error($"the file of metadata field 'filePath', {path}, cannot be read: {error.Message}", error);
        }
    }

    private static string ReadAddress(YamlFields instance)
    {
        var (domain, v4, v6) = (instance.Text("domain"), instance.Text("ipv4"), instance.Text("ipv6"));
        var host = !string.IsNullOrEmpty(domain) ? domain : !string.IsNullOrEmpty(v4) ? v4 : !string.IsNullOrEmpty(v6) ? $"[{v6}]" : null;
        var port = instance.Number("port");
        instance.Ignore("extendedInfo");
        instance.EnsureAllRead();
        return $"{host ?? throw instance.Error("field 'domain', 'ipv4' or 'ipv6' is missing")}:{port ?? throw instance.Error("field 'port' is missing")}";
    }
}
