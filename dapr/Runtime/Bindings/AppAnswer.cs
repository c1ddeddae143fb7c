using System.Text.Json;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>What an app answers to an event of an input binding: state to save and bindings to send something to.</summary>
/// <remarks>https://docs.dapr.io/reference/api/bindings_api/#invoking-service-code-through-input-bindings.</remarks>
internal sealed record AppAnswer(string StoreName, IReadOnlyList<StateItem> State, IReadOnlyList<string> To, bool IsParallel, byte[] Data)
{
    /// <returns>Null where the answer asks for nothing, such as one that is no JSON object.</returns>
    public static AppAnswer? Parse(byte[] body)
    {
        try
        {
            if (body.Length == 0)
                return null;

            using var document = JsonDocument.Parse(body);
            var element = document.RootElement;
            if (element.ValueKind != JsonValueKind.Object)
                return null;

            var state = element.TryGetField("state", out var items) && items.ValueKind == JsonValueKind.Array
                ? StateRequests.ReadSave(JsonSerializer.SerializeToUtf8Bytes(items))
                : [];
            var to = element.TryGetField("to", out var names) && names.ValueKind == JsonValueKind.Array
                ? names.EnumerateArray().Select(name => name.GetString() ?? "").ToList()
                : [];
            return state.Count == 0 && to.Count == 0
                ? null
                : new AppAnswer(
                    Text(element, "storeName"),
                    state,
                    to,
                    Text(element, "concurrency").Equals("parallel", StringComparison.OrdinalIgnoreCase),
                    element.TryGetField("data", out var data) ? JsonSerializer.SerializeToUtf8Bytes(data) : "null"u8.ToArray());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // An app may answer with something of its own.
        }
    }

    private static string Text(JsonElement element, string name)
        => element.TryGetField(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
