using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Metadata that a request carries in its query, as <c>metadata.name=value</c>.</summary>
internal static class RequestMetadata
{
    private const string Prefix = "metadata.";

    public static IReadOnlyDictionary<string, string> Read(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
            return Empty.Metadata;

        Dictionary<string, string>? metadata = null;
        foreach (var (key, values) in request.Query)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
                (metadata ??= []).TryAdd(key[Prefix.Length..], values[0] ?? "");
        }

        return metadata ?? Empty.Metadata;
    }
}
