using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Configuration;

/// <summary>A configuration store: the building block behind <c>/v1.0/configuration</c>. It is read here and written by others.</summary>
internal interface IConfigurationStore : IComponent
{
    /// <summary>The items of these keys that there are; of all keys where none is named.</summary>
    /// <exception cref="ConfigurationStoreException">They cannot be read.</exception>
    Task<IReadOnlyDictionary<string, ConfigurationItem>> GetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Tells of every change of these keys, or of any where none is named, until what it returns is disposed.</summary>
    /// <param name="handler">Is told a key and its item; null where it is gone.</param>
    /// <exception cref="ConfigurationStoreException">It cannot be subscribed to.</exception>
    Task<IAsyncDisposable> SubscribeAsync(
        IReadOnlyCollection<string> keys, Func<string, ConfigurationItem?, CancellationToken, Task> handler, CancellationToken cancellationToken);
}
