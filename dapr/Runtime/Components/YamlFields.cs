using System.Globalization;
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
            null or YamlScalarNode { Value: null or "" } => null,
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

    /// <summary>Whether the field is there, whatever its value.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>False where it is not there.</summary>
    public bool Flag(string name)
        => Text(name) switch
        {
            null or "" => false,
            var text when bool.TryParse(text, out var flag) => flag,
            var text => throw Error($"field '{name}' is '{text}', which is neither true nor false"),
        };

    /// <summary>A Go duration such as <c>1m30s</c>; null where it is not there.</summary>
    public TimeSpan? Duration(string name)
        => Text(name) switch
        {
            null or "" => null,
            var text when GoDuration.TryParse(text, out var duration) => duration,
            var text => throw Error($"field '{name}' is '{text}', which is no duration such as '20s'"),
        };

    /// <summary>A whole number; null where it is not there.</summary>
    public int? Number(string name)
        => Text(name) switch
        {
            null or "" => null,
            var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw Error($"field '{name}' is '{text}', which is no whole number"),
        };

    /// <summary>The items of a list of mappings.</summary>
    public IEnumerable<YamlFields> Mappings(string name)
        => Sequence(name).Select((item, index) => item is YamlMappingNode mapping
            ? new YamlFields(mapping, $"{place}: {name}[{index}]")
            : throw Error($"an item of '{name}' is no mapping", item));

    /// <summary>The mappings by name that a field holds, such as a policy by its name.</summary>
    public IEnumerable<(string Name, YamlFields Fields)> NamedMappings(string name)
        => Mapping(name) is not { } mapping ? [] : mapping.Names().Select(key => (key, mapping.Mapping(key)!));

    /// <summary>The names of all fields.</summary>
    public IEnumerable<string> Names() => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

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

    /// <param name="file">Its name, for messages.</param>
    public static IEnumerable<YamlMappingNode> Parse(string text, string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
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
