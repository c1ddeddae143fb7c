using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Secrets.LocalFile;

/// <summary><c>secretstores.local.file</c>: a JSON file, read once.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-secret-stores/file-secret-store/. Nested objects and lists become one secret
/// each, their names joined by <c>nestedSeparator</c>; with <c>multiValued</c> an object of the first level is one secret of several keys.
/// </remarks>
internal sealed class LocalFileSecretStore : ISecretStore
{
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> _secrets;

    private LocalFileSecretStore(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> secrets, bool multiValued)
    {
        _secrets = secrets;
        Capabilities = multiValued ? ["MULTIPLE_KEY_VALUES_PER_SECRET"] : [];
    }

    public IReadOnlyList<string> Capabilities { get; }

    public static LocalFileSecretStore Open(ComponentContext context)
    {
        var file = Path.GetFullPath(context.Metadata.Required("secretsFile"), context.WorkingDirectory);
        var separator = context.Metadata.Optional("nestedSeparator") is { Length: > 0 } text ? text : ":";
        var multiValued = context.Metadata.Flag("multiValued");
        context.Metadata.EnsureAllRead();
        try
        {
            return new LocalFileSecretStore(SecretsFile.Read(File.ReadAllBytes(file), separator, multiValued), multiValued);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw context.Definition.Error($"the file of metadata field 'secretsFile', {file}, cannot be read: {error.Message}", error);
        }
    }

    public ValueTask<IReadOnlyDictionary<string, string>> GetAsync(
        string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => _secrets.TryGetValue(name, out var values) ? new(values) : throw new SecretStoreException($"secret {name} not found");

    public ValueTask<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> GetAllAsync(
        IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => new(_secrets);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
