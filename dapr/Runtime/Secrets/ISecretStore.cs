using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Secrets;

/// <summary>A secret store: the building block behind <c>/v1.0/secrets</c> and <c>secretKeyRef</c>.</summary>
internal interface ISecretStore : IComponent
{
    /// <summary>A secret's values by key; a secret of one value has it under its own name.</summary>
    /// <exception cref="SecretStoreException">There is no such secret, or it cannot be read.</exception>
    ValueTask<IReadOnlyDictionary<string, string>> GetAsync(
        string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);

    /// <summary>Every secret's values, by its name.</summary>
    /// <exception cref="SecretStoreException">They cannot be read.</exception>
    ValueTask<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> GetAllAsync(
        IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);
}
