using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Metadata that a request carries in its query, as <c>metadata.name=value</c>.</summary>
/// <remarks>Here and wherever metadata are read, a name is found whatever its case: dapr/kit, <c>metadata/utils.go</c>.</remarks>
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
                (metadata ??= new(StringComparer.OrdinalIgnoreCase)).TryAdd(key[Prefix.Length..], values[0] ?? "");
        }

        return metadata ?? Empty.Metadata;
    }

    /// <summary>Metadata in the body with the query's laid over it.</summary>
    public static IReadOnlyDictionary<string, string> Read(HttpRequest request, IReadOnlyDictionary<string, string> body)
    {
        var query = Read(request);
        if (query.Count == 0 || body.Count == 0)
            return query.Count == 0 ? body : query;

        var merged = new Dictionary<string, string>(body, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in query)
            merged[name] = value;
        return merged;
    }
}
