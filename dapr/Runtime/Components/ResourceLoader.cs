using Microsoft.Extensions.Logging;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Reads Dapr resource files.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/resource-specs/component-schema/ and …/subscription-schema/. daprd passes over fields that it does not know;
/// here they are errors, because on one machine they are misspellings.
/// </remarks>
internal static partial class ResourceLoader
{
    private const string ComponentVersion = "dapr.io/v1alpha1";
    private const string SubscriptionVersion2 = "dapr.io/v2alpha1";

    /// <exception cref="DaprConfigurationException">The folder is missing or a file of it is wrong.</exception>
    public static Resources Load(string directory, ILogger logger)
    {
        if (!Directory.Exists(directory))
            throw new DaprConfigurationException($"The components folder {directory} does not exist.");

        var components = new List<ComponentDefinition>();
        var subscriptions = new List<SubscriptionDefinition>();
        var files = Directory.EnumerateFiles(directory)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
            .Order(StringComparer.Ordinal);
        foreach (var path in files)
        {
            var file = Path.GetFileName(path);
            foreach (var document in YamlFields.Documents(path, file))
                ReadDocument(new YamlFields(document, file), file, components, subscriptions, logger);
        }

        var twice = components.GroupBy(component => component.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new DaprConfigurationException(
                $"Component {twice.Key} is defined more than once: in {string.Join(" and ", twice.Select(component => component.Source))}.");
        }

        return new Resources(components, subscriptions);
    }

    private static void ReadDocument(
        YamlFields document,
        string file,
        List<ComponentDefinition> components,
        List<SubscriptionDefinition> subscriptions,
        ILogger logger)
    {
        var version = document.Required("apiVersion");
        switch (document.Required("kind"), version)
        {
            case ("Component", ComponentVersion):
                components.Add(ReadComponent(document, file));
                break;
            case ("Subscription", ComponentVersion):
                subscriptions.Add(ReadSubscription(document, routes: false));
                break;
            case ("Subscription", SubscriptionVersion2):
                subscriptions.Add(ReadSubscription(document, routes: true));
                break;
            case ("Component" or "Subscription", _):
                throw document.Error($"apiVersion '{version}' is not known");
            case ("Configuration" or "Resiliency" or "HTTPEndpoint", _):
                LogPassedOver(logger, file, document.Required("kind"));
                break;
            case (var kind, _):
                throw document.Error($"kind '{kind}' is not known");
        }
    }

    private static ComponentDefinition ReadComponent(YamlFields document, string file)
    {
        var name = ReadName(document);
        document = document.At($"component {name}");
        document.Ignore("auth"); // Names a secret store; a reference to a secret is refused where it stands.
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var type = spec.Required("type");
        var version = spec.Required("version");
        spec.Ignore("ignoreErrors");
        spec.Ignore("initTimeout");
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in spec.Sequence("metadata"))
        {
            var item = new YamlFields(node as YamlMappingNode ?? throw spec.Error("an item of 'metadata' is no mapping", node), spec.Place);
            var field = item.Required("name");
            if (!metadata.TryAdd(field, ReadValue(item, field)))
                throw item.Error($"metadata field '{field}' is there twice");
        }

        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        return new ComponentDefinition(name, type, version, metadata, scopes, file);
    }

    private static string ReadName(YamlFields document)
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

    private static string ReadValue(YamlFields item, string field)
    {
        var value = item.Text("value");
        var variable = item.Text("envRef");
        if (item.Mapping("secretKeyRef") is not null)
            throw item.Error($"metadata field '{field}' refers to a secret, but the embedded runtime has no secret stores: use 'envRef'");

        item.EnsureAllRead();
        if ((value is null) == (variable is null))
            throw item.Error($"metadata field '{field}' needs either 'value' or 'envRef'");
        if (variable is null)
            return value!;

        // As daprd: its own variables are not for components.
        if (variable.StartsWith("DAPR_", StringComparison.OrdinalIgnoreCase) || variable.Equals("APP_API_TOKEN", StringComparison.OrdinalIgnoreCase))
            throw item.Error($"metadata field '{field}' may not refer to the environment variable {variable}");

        return Environment.GetEnvironmentVariable(variable)
            ?? throw item.Error($"metadata field '{field}' refers to the environment variable {variable}, which is not set");
    }

    private static SubscriptionDefinition ReadSubscription(YamlFields document, bool routes)
    {
        var name = ReadName(document);
        document = document.At($"subscription {name}");
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var pubSub = spec.Required("pubsubname");
        var topic = spec.Required("topic");
        var route = routes ? ReadDefaultRoute(spec) : spec.Required("route");
        var deadLetterTopic = spec.Text("deadLetterTopic");
        spec.Ignore("bulkSubscribe"); // A hint: events may come one by one.
        var metadata = spec.Mapping("metadata");
        var raw = metadata?.Text("rawPayload") is { } text && bool.TryParse(text, out var flag) && flag;
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        return new SubscriptionDefinition(pubSub, topic, route, deadLetterTopic, raw, scopes, IsDeclarative: true);
    }

    private static string ReadDefaultRoute(YamlFields spec)
    {
        var routes = spec.Mapping("routes") ?? throw spec.Error("field 'routes' is missing");
        if (routes.Sequence("rules").Count > 0)
            throw routes.Error("routing by rules is not supported by the embedded runtime: only 'default' is");

        var route = routes.Required("default");
        routes.EnsureAllRead();
        return route;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: the embedded runtime passes over a resource of kind {Kind}.")]
    private static partial void LogPassedOver(ILogger logger, string file, string kind);
}
