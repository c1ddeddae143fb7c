using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Reads Dapr resource files.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/resource-specs/component-schema/ and …/subscription-schema/. daprd passes over fields that it does not know;
/// here they are errors, because on one machine they are misspellings.
/// </remarks>
internal static partial class ResourceLoader
{
    public const string Version1 = "dapr.io/v1alpha1";

    private const string Version2 = "dapr.io/v2alpha1";

    /// <exception cref="DaprConfigurationException">A folder is missing or a file of it is wrong.</exception>
    public static Resources Load(IEnumerable<string> directories, ILogger logger)
    {
        var resources = new Resources();
        foreach (var path in directories.SelectMany(Files))
        {
            var file = Path.GetFileName(path);
            foreach (var document in YamlFields.Parse(ReadText(path, file), file))
                ReadDocument(new YamlFields(document, file), file, resources, logger);
        }

        var twice = resources.Components.GroupBy(component => component.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new DaprConfigurationException(
                $"Component {twice.Key} is defined more than once: in {string.Join(" and ", twice.Select(component => component.Source))}.");
        }

        ResiliencyReader.EnsureDefined(resources.Resiliencies);
        return resources;
    }

    private static IEnumerable<string> Files(string directory)
        => Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)
            : throw new DaprConfigurationException($"The components folder {directory} does not exist.");

    private static string ReadText(string path, string file)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DaprConfigurationException($"{file}: it cannot be read: {error.Message}", error);
        }
    }

    private static void ReadDocument(YamlFields document, string file, Resources resources, ILogger logger)
    {
        var version = document.Required("apiVersion");
        switch (document.Required("kind"), version)
        {
            case ("Component", Version1):
                resources.Components.Add(ComponentReader.Read(document, file));
                break;
            case ("Subscription", Version1):
                resources.Subscriptions.Add(SubscriptionReader.Read(document, routes: false));
                break;
            case ("Subscription", Version2):
                resources.Subscriptions.Add(SubscriptionReader.Read(document, routes: true));
                break;
            case ("Resiliency", Version1):
                resources.Resiliencies.Add(ResiliencyReader.Read(document, file, logger));
                break;
            case ("HTTPEndpoint", Version1):
                resources.HttpEndpoints.Add(HttpEndpointReader.Read(document, file));
                break;
            case ("Component" or "Subscription" or "Resiliency" or "HTTPEndpoint", _):
                throw document.Error($"apiVersion '{version}' is not known");
            case ("Configuration", _):
                LogPassedOver(logger, file);
                break;
            case (var kind, _):
                throw document.Error($"kind '{kind}' is not known");
        }
    }

    /// <summary>The name in a resource's metadata.</summary>
    public static string ReadName(YamlFields document)
    {
        document.Required("apiVersion");
        document.Required("kind");
        var metadata = document.Mapping("metadata") ?? throw document.Error("field 'metadata' is missing");
        var name = metadata.Required("name");
        metadata.Ignore("namespace");
        metadata.Ignore("labels");
        metadata.Ignore("annotations");
        metadata.EnsureAllRead();
        return name;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File}: a Configuration has no effect among components: it is given to a sidecar.")]
    private static partial void LogPassedOver(ILogger logger, string file);
}
