using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Topology;

/// <summary>
/// The list of apps, as it stands in <c>tye.yaml</c>. Of Project Tye's format the host reads <c>name</c>, <c>project</c>,
/// <c>bindings</c>, <c>env</c> and <c>replicas</c> of each service and leaves the rest to Tye.
/// </summary>
/// <param name="Folder">The folder of the file, from which its paths are counted.</param>
internal sealed record TyeFile(string Folder, IReadOnlyList<TyeService> Services)
{
    public const string Name = "tye.yaml";

    /// <summary>The service that faces the outside: the one with a port of its own.</summary>
    public TyeService Public => Services.Single(service => service.Port is not null);

    /// <summary>Finds the file in this folder or the nearest one above it.</summary>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, Name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>The same apps, some of them with other numbers of replicas.</summary>
    /// <param name="replicas">The numbers by the services' names; null for as they are.</param>
    /// <exception cref="HostException">There is no such service.</exception>
    public TyeFile WithReplicas(IReadOnlyDictionary<string, int>? replicas)
    {
        if (replicas is null)
            return this;
        if (replicas.Keys.Except(Services.Select(service => service.Name)).FirstOrDefault() is { } unknown)
            throw new HostException($"--replicas: {Name} lists no app {unknown}.", HostException.Usage);
        return this with
        {
            Services = [.. Services.Select(service => service with { Replicas = replicas.GetValueOrDefault(service.Name, service.Replicas) })],
        };
    }

    /// <exception cref="HostException">The file cannot be read or does not say what the host needs.</exception>
    public static TyeFile Load(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            return Parse(reader, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or YamlException or FormatException)
        {
            throw new HostException($"{path} cannot be used: {error.Message}", inner: error);
        }
    }

    /// <exception cref="FormatException">The text does not say what the host needs.</exception>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static TyeFile Parse(TextReader text, string folder)
    {
        var stream = new YamlStream();
        stream.Load(text);
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }, ..] || Child(root, "services") is not YamlSequenceNode list)
            throw new FormatException("it lists no services.");

        var services = list.Select(node => ParseService(node as YamlMappingNode ?? throw Wrong(node, "a service is a mapping."), folder)).ToList();
        if (services.GroupBy(service => service.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"two services are named '{twice.Key}'.");
        if (services.Count(service => service.Port is not null) != 1)
            throw new FormatException("exactly one service, the one that faces the outside, must have a binding with a port.");
        return new TyeFile(folder, services);
    }

    private static TyeService ParseService(YamlMappingNode node, string folder)
    {
        var name = Text(node, "name") ?? throw Wrong(node, "a service has no name.");
        var project = Text(node, "project")
            ?? throw Wrong(node, $"service '{name}' has no project; the host runs only projects of this solution.");
        var port = (Child(node, "bindings") as YamlSequenceNode)?.OfType<YamlMappingNode>()
            .Select(binding => Text(binding, "port")).FirstOrDefault(text => text is not null);
        return new TyeService(
            name,
            Path.GetFullPath(project, folder),
            port is null ? null : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Wrong(node, $"service '{name}' has no valid port: '{port}'."),
            ParseEnvironment(node),
            ParseReplicas(node, name));
    }

    private static int ParseReplicas(YamlMappingNode service, string name) => Text(service, "replicas") switch
    {
        null => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        var text => throw Wrong(service, $"service '{name}' has no valid number of replicas: '{text}'."),
    };

    /// <summary>Both of Tye's ways to write a variable: <c>- name: A</c> with <c>value: B</c>, and <c>- A=B</c>.</summary>
    private static Dictionary<string, string> ParseEnvironment(YamlMappingNode service)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in Child(service, "env") as YamlSequenceNode ?? [])
        {
            if (node is YamlMappingNode mapping && Text(mapping, "name") is { } name)
                variables[name] = Text(mapping, "value") ?? "";
            else if (node is YamlScalarNode { Value: { } text } && text.Split('=', 2) is [{ Length: > 0 } key, var value])
                variables[key] = value;
            else
                throw Wrong(node, "a variable is written as name and value or as NAME=VALUE.");
        }

        return variables;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;

    private static FormatException Wrong(YamlNode node, string what) => new($"line {node.Start.Line}: {what}");
}
