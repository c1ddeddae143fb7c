using System.Text.Json;

namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>
/// The documents of a file that a client's build wrote: relay-compiler's and GraphQL Code Generator's object of ids and texts, or Apollo's
/// <c>persisted-query-manifest.json</c> with its list of operations. Nothing can be added.
/// </summary>
internal sealed class OperationManifest : IOperationDocumentStorage
{
    private readonly Dictionary<string, IOperationDocument> _documents = new(StringComparer.Ordinal);

    private OperationManifest()
    {
    }

    /// <exception cref="InvalidOperationException">A file cannot be read or is no manifest.</exception>
    public static OperationManifest Load(IReadOnlyList<string> files)
    {
        var manifest = new OperationManifest();
        foreach (var file in files)
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(file));
                manifest.Add(json.RootElement);
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or FormatException)
            {
                throw new InvalidOperationException($"The manifest of trusted documents {file} cannot be used: {exception.Message}", exception);
            }
        }

        return manifest;
    }

    public ValueTask<IOperationDocument?> TryReadAsync(OperationDocumentId documentId, CancellationToken cancellationToken = default) =>
        new(_documents.GetValueOrDefault(documentId.Value));

    public ValueTask SaveAsync(OperationDocumentId documentId, IOperationDocument document, CancellationToken cancellationToken = default) => default;

    private void Add(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("it is no object.");
        if (root.TryGetProperty("operations", out var operations) && operations.ValueKind == JsonValueKind.Array)
        {
            foreach (var operation in operations.EnumerateArray()) Add(Text(operation, "id"), Text(operation, "body"));
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String) throw new FormatException($"'{member.Name}' has no text.");
            Add(member.Name, member.Value.GetString()!);
        }
    }

    private void Add(string id, string text) => _documents[OperationDocumentId.Parse(id).Value] = new OperationDocumentSourceText(text);

    private static string Text(JsonElement operation, string name) =>
        operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"an operation has no '{name}'.");
}
