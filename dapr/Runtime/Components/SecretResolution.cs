using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Puts secrets where a resource refers to them.</summary>
internal static class SecretResolution
{
    /// <summary>The definition with its secrets among its metadata.</summary>
    /// <param name="store">What it names as its secret store; null where that is not open.</param>
    /// <exception cref="DaprConfigurationException">The store, a secret or a key of it is not there.</exception>
    public static async Task<ComponentDefinition> ResolveAsync(ComponentDefinition definition, ISecretStore? store, CancellationToken cancellationToken)
    {
        if (definition.Secrets.Count == 0)
            return definition;
        if (store is null)
            throw definition.Error($"its secret store '{definition.SecretStore}' is not open");

        var metadata = new Dictionary<string, string>(definition.Metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var reference in definition.Secrets)
        {
            IReadOnlyDictionary<string, string> values;
            try
            {
                values = await store.GetAsync(reference.Name, Empty.Metadata, cancellationToken).ConfigureAwait(false);
            }
            catch (SecretStoreException error)
            {
                throw definition.Error($"metadata field '{reference.Field}': secret store '{definition.SecretStore}': {error.Message}", error);
            }

            metadata[reference.Field] = values.TryGetValue(reference.Key, out var value)
                ? value
                : throw definition.Error(
                    $"metadata field '{reference.Field}': secret '{reference.Name}' of '{definition.SecretStore}' has no key '{reference.Key}'");
        }

        return definition with { Metadata = metadata };
    }
}
