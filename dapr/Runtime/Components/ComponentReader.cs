using YamlDotNet.RepresentationModel;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Reads a component.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/component-schema/.</remarks>
internal static class ComponentReader
{
    public static ComponentDefinition Read(YamlFields document, string file)
    {
        var name = ResourceLoader.ReadName(document);
        document = document.At($"component {name}");
        var secretStore = ReadSecretStore(document);
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var type = spec.Required("type");
        var version = spec.Required("version");
        var ignoreErrors = spec.Flag("ignoreErrors");
        var initTimeout = spec.Duration("initTimeout") ?? ComponentDefinition.DefaultInitTimeout;
        var (metadata, secrets) = ReadItems(spec, "metadata");
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        EnsureSecretStore(document, secrets, secretStore);
        return new ComponentDefinition(name, type, version, metadata, scopes, file)
        {
            Secrets = secrets,
            SecretStore = secretStore,
            InitTimeout = initTimeout,
            IgnoreErrors = ignoreErrors,
        };
    }

    public static string? ReadSecretStore(YamlFields document)
    {
        var auth = document.Mapping("auth");
        var secretStore = auth?.Text("secretStore");
        auth?.EnsureAllRead();
        return secretStore;
    }

    public static void EnsureSecretStore(YamlFields document, IReadOnlyList<SecretReference> secrets, string? secretStore)
    {
        if (secrets.Count > 0 && string.IsNullOrEmpty(secretStore))
            throw document.Error($"metadata field '{secrets[0].Field}' refers to a secret, but field 'auth.secretStore' is missing");
    }

    /// <summary>Named values, of which some are references to secrets.</summary>
    public static (IReadOnlyDictionary<string, string> Values, IReadOnlyList<SecretReference> Secrets) ReadItems(YamlFields spec, string list)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var secrets = new List<SecretReference>();
        foreach (var node in spec.Sequence(list))
        {
            var item = new YamlFields(node as YamlMappingNode ?? throw spec.Error($"an item of '{list}' is no mapping", node), spec.Place);
            var field = item.Required("name");
            var secret = ReadSecret(item, field);
            if (values.ContainsKey(field) || secrets.Exists(other => other.Field.Equals(field, StringComparison.OrdinalIgnoreCase)))
                throw item.Error($"metadata field '{field}' is there twice");
            if (secret is null)
                values.Add(field, ReadValue(item, field));
            else
                secrets.Add(secret);
        }

        return (values, secrets);
    }

    private static SecretReference? ReadSecret(YamlFields item, string field)
    {
        if (item.Mapping("secretKeyRef") is not { } reference)
            return null;

        var name = reference.Required("name");
        var key = reference.Text("key");
        reference.EnsureAllRead();
        item.EnsureAllRead();
        return new SecretReference(field, name, string.IsNullOrEmpty(key) ? name : key);
    }

    private static string ReadValue(YamlFields item, string field)
    {
        var value = item.Text("value");
        var variable = item.Text("envRef");
        item.EnsureAllRead();
        if ((value is null) == (variable is null))
            throw item.Error($"metadata field '{field}' needs either 'value', 'envRef' or 'secretKeyRef'");
        if (variable is null)
            return value!;

        // As daprd: its own variables are not for components.
        if (variable.StartsWith("DAPR_", StringComparison.OrdinalIgnoreCase) || variable.Equals("APP_API_TOKEN", StringComparison.OrdinalIgnoreCase))
            throw item.Error($"metadata field '{field}' may not refer to the environment variable {variable}");

        return Environment.GetEnvironmentVariable(variable)
            ?? throw item.Error($"metadata field '{field}' refers to the environment variable {variable}, which is not set");
    }
}
