using System.Text.Json;

namespace MusicGraph.Dapr.Conformance;

/// <summary>A request that the sidecar made of the app.</summary>
/// <param name="Target">Path and query, as they were escaped.</param>
/// <param name="Headers">Names in any case.</param>
public sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    /// <summary>For messages of tests that fail.</summary>
    public override string ToString() => $"{Method} {Target} {Body}";
}
