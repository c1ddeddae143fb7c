using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

/// <summary>One document of a YAML file.</summary>
internal sealed record Manifest(string File, YamlMappingNode Root)
{
    public string Kind => Text("kind") ?? "";

    public string Name => Text("metadata", "name") ?? "";

    public override string ToString() => $"{System.IO.Path.GetFileName(File)}: {Kind} {Name}";

    public static IEnumerable<Manifest> Read(string file)
    {
        using var reader = System.IO.File.OpenText(file);
        return Read(file, reader);
    }

    public static IEnumerable<Manifest> Read(string file, TextReader text)
    {
        var stream = new YamlStream();
        stream.Load(text);
        return stream.Documents.Select(document => new Manifest(file, (YamlMappingNode)document.RootNode));
    }

    /// <summary>The node at a path of keys; null when it is not there.</summary>
    public YamlNode? At(params ReadOnlySpan<string> path)
    {
        YamlNode? at = Root;
        foreach (var key in path)
            at = at is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
        return at;
    }

    public string? Text(params ReadOnlySpan<string> path) => (At(path) as YamlScalarNode)?.Value;

    public IReadOnlyList<YamlNode> List(params ReadOnlySpan<string> path) => At(path) is YamlSequenceNode list ? [.. list.Children] : [];

    public Dictionary<string, string> Map(params ReadOnlySpan<string> path) =>
        (At(path) as YamlMappingNode)?.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!) ?? [];
}
