using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A YAML mapping that is read field by field and complains about what it does not know.</summary>
/// <param name="place">Where it stands, for messages: the file and what of it.</param>
internal sealed class YamlFields(YamlMappingNode node, string place)
{
    private readonly HashSet<string> _read = [];

    public string Place => place;

    /// <summary>The same fields with a better name for messages; what was read stays read.</summary>
    public YamlFields At(string what)
    {
        var named = new YamlFields(node, $"{place}: {what}");
        named._read.UnionWith(_read);
        return named;
    }

    public DaprConfigurationException Error(string message, YamlNode? at = null)
        => new($"{place}: {message} (line {(at ?? node).Start.Line})");

    public string Required(string name)
        => Text(name) is { Length: > 0 } text ? text : throw Error($"field '{name}' is missing");

    public string? Text(string name)
        => Find(name) switch
        {
            null => null,
            YamlScalarNode scalar => scalar.Value,
            var other => throw Error($"field '{name}' must be a text", other),
        };

    public YamlFields? Mapping(string name)
        => Find(name) switch
        {
            null => null,
            YamlMappingNode mapping => new YamlFields(mapping, $"{place}: {name}"),
            var other => throw Error($"field '{name}' must be a mapping", other),
        };

    public IReadOnlyList<YamlNode> Sequence(string name)
        => Find(name) switch
        {
            null => [],
            YamlScalarNode { Value: null or "" } => [],
            YamlSequenceNode sequence => [.. sequence.Children],
            var other => throw Error($"field '{name}' must be a list", other),
        };

    public IReadOnlyList<string> Texts(string name)
        => [.. Sequence(name).Select(item => item is YamlScalarNode { Value: { } text } ? text : throw Error($"an item of '{name}' is no text", item))];

    public void Ignore(string name) => _read.Add(name);

    /// <exception cref="DaprConfigurationException">There is a field that nobody asked for.</exception>
    public void EnsureAllRead()
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>())
        {
            if (!_read.Contains(key.Value ?? ""))
                throw Error($"field '{key.Value}' is not known", key);
        }
    }

    public static IEnumerable<YamlMappingNode> Documents(string path, string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            throw new DaprConfigurationException($"{file}: no valid YAML (line {error.Start.Line}): {error.Message}", error);
        }

        foreach (var document in stream.Documents)
        {
            if (document.RootNode is YamlScalarNode { Value: null or "" })
                continue; // A separator with nothing behind it.

            yield return document.RootNode as YamlMappingNode
                ?? throw new DaprConfigurationException($"{file}: a Dapr resource must be a mapping (line {document.RootNode.Start.Line})");
        }
    }

    private YamlNode? Find(string name)
    {
        _read.Add(name);
        return node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
    }
}
