using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Reads a <c>Configuration</c>; what daprd knows and this runtime does not do is passed over with a warning that says why.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/configuration-schema/.</remarks>
internal static partial class ConfigurationReader
{
    private static readonly (string Field, string Why)[] s_withoutEffect =
    [
        ("httpPipeline", "the embedded runtime has no middleware"),
        ("appHttpPipeline", "the embedded runtime has no middleware"),
        ("mtls", "sidecars of one machine speak over loopback"),
        ("components", "no component type is denied"),
        ("logging", "API calls are not logged"),
        ("wasm", "there are no WebAssembly components"),
        ("workflow", "there are no workflows"),
    ];

    /// <summary>Reads the file of a sidecar.</summary>
    /// <exception cref="DaprConfigurationException">It is missing or wrong.</exception>
    public static DaprConfiguration Load(string path, ILogger logger)
    {
        var file = Path.GetFileName(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DaprConfigurationException($"The configuration file {path} cannot be read: {error.Message}", error);
        }

        // As daprd, which replaces variables before it reads the YAML.
        text = Variable().Replace(text, match => Environment.GetEnvironmentVariable(match.Groups["name"].Value) ?? "");
        var documents = YamlFields.Parse(text, file).ToList();
        if (documents is not [var node])
            throw new DaprConfigurationException($"{file}: one resource of kind Configuration is needed, there are {documents.Count}");

        var document = new YamlFields(node, file);
        if (document.Required("kind") is var kind && kind != "Configuration")
            throw document.Error($"kind '{kind}' is no Configuration");
        if (document.Required("apiVersion") is var version && version != ResourceLoader.Version1)
            throw document.Error($"apiVersion '{version}' is not known");

        var name = ResourceLoader.ReadName(document);
        document = document.At($"configuration {name}");
        var spec = document.Mapping("spec");
        var configuration = spec is null ? DaprConfiguration.Default : ReadSpec(spec, file, logger);
        document.EnsureAllRead();
        return configuration;
    }

    private static DaprConfiguration ReadSpec(YamlFields spec, string file, ILogger logger)
    {
        foreach (var (field, why) in s_withoutEffect)
        {
            if (spec.Has(field))
                LogNoEffect(logger, spec.Place, field, why);
        }

        foreach (var feature in spec.Mappings("features"))
        {
            if (feature.Flag("enabled"))
                LogNoEffect(logger, spec.Place, $"features: {feature.Required("name")}", "the embedded runtime has no preview features");
        }

        var (accessControl, trustDomain) = AccessControlReader.Read(spec);
        var configuration = new DaprConfiguration
        {
            SecretScopes = ReadSecretScopes(spec),
            Apis = ReadApis(spec),
            AccessControl = accessControl,
            TrustDomain = trustDomain,
            SamplingRate = ReadSamplingRate(spec, logger),
            Metrics = ReadMetrics(spec),
            NameResolution = ReadNameResolution(spec, file),
        };
        spec.EnsureAllRead();
        return configuration;
    }

    private static Dictionary<string, SecretScope> ReadSecretScopes(YamlFields spec)
    {
        var scopes = new Dictionary<string, SecretScope>(StringComparer.Ordinal);
        if (spec.Mapping("secrets") is not { } secrets)
            return scopes;

        foreach (var scope in secrets.Mappings("scopes"))
        {
            var store = scope.Required("storeName");
            var read = new SecretScope(
                store, AccessControlReader.Action(scope, "defaultAccess") ?? true, scope.Texts("allowedSecrets"), scope.Texts("deniedSecrets"));
            scope.EnsureAllRead();
            if (!scopes.TryAdd(store, read))
                throw scope.Error($"storeName '{store}' is there twice");
        }

        secrets.EnsureAllRead();
        return scopes;
    }

    private static ApiRules ReadApis(YamlFields spec)
    {
        if (spec.Mapping("api") is not { } api)
            return ApiRules.All;

        var rules = new ApiRules(ReadApiRules(api, "allowed"), ReadApiRules(api, "denied"));
        api.EnsureAllRead();
        return rules;
    }

    private static List<string> ReadApiRules(YamlFields api, string field)
    {
        var rules = new List<string>();
        foreach (var rule in api.Mappings(field))
        {
            var (name, version) = (rule.Required("name"), rule.Required("version"));
            var protocol = rule.Required("protocol");
            rule.EnsureAllRead();
            if (protocol.Equals("http", StringComparison.OrdinalIgnoreCase))
                rules.Add($"{version}/{name}");
            else if (!protocol.Equals("grpc", StringComparison.OrdinalIgnoreCase))
                throw rule.Error($"field 'protocol' is '{protocol}'; it can be either http or grpc");
        }

        return rules;
    }

    private static double ReadSamplingRate(YamlFields spec, ILogger logger)
    {
        if (spec.Mapping("tracing") is not { } tracing)
            return DaprConfiguration.Default.SamplingRate;

        foreach (var exporter in (ReadOnlySpan<string>)["otel", "zipkin", "stdout"])
        {
            if (tracing.Has(exporter))
                LogNoEffect(logger, tracing.Place, exporter, "the host's own telemetry exports the spans of source MusicGraph.Dapr.Runtime");
        }

        var text = tracing.Text("samplingRate");
        tracing.EnsureAllRead();
        if (string.IsNullOrEmpty(text))
            return DaprConfiguration.Default.SamplingRate;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
            ? rate
            : throw tracing.Error($"field 'samplingRate' is '{text}', which is no number from 0 to 1");
    }

    private static bool ReadMetrics(YamlFields spec)
    {
        // Dapr knows it by both names; the later one wins.
        var enabled = true;
        foreach (var name in (ReadOnlySpan<string>)["metric", "metrics"])
        {
            if (spec.Mapping(name) is not { } metrics)
                continue;

            enabled = !metrics.Has("enabled") || metrics.Flag("enabled");
            metrics.Ignore("rules");
            metrics.Ignore("http");
            metrics.Ignore("latencyDistributionBuckets");
            metrics.Ignore("recordErrorCodes");
            metrics.EnsureAllRead();
        }

        return enabled;
    }

    private static ComponentDefinition? ReadNameResolution(YamlFields spec, string file)
    {
        if (spec.Mapping("nameResolution") is not { } resolution)
            return null;

        var component = resolution.Required("component");
        var version = resolution.Text("version") is { Length: > 0 } text ? text : "v1";
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (resolution.Mapping("configuration") is { } fields)
        {
            foreach (var name in fields.Names())
                metadata[name] = fields.Text(name) ?? "";
        }

        resolution.EnsureAllRead();
        var type = component.StartsWith("nameresolution.", StringComparison.Ordinal) ? component : "nameresolution." + component;
        return new ComponentDefinition(component, type, version, metadata, [], file);
    }

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)\}|(?<name>\w+))", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Place}: field '{Field}' has no effect: {Why}.")]
    public static partial void LogNoEffect(ILogger logger, string place, string field, string why);
}
