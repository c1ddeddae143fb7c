using System.Text.Json;

namespace MusicGraph.Host.Api;

/// <summary>The public API refused a request or could not be understood.</summary>
internal class ApiException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A mutation answered with one of the errors that the schema knows.</summary>
/// <param name="error">The first of the payload's <c>errors</c>.</param>
internal sealed class MutationFailedException(JsonElement error) : ApiException(error.GetProperty("message").GetString() ?? "unknown")
{
    /// <summary>The error's type in the schema, such as <c>DuplicateSongError</c>.</summary>
    public string Type { get; } = error.GetProperty("__typename").GetString() ?? "";

    public JsonElement Error { get; } = error;
}
