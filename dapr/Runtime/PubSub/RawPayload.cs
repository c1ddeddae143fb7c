namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Reads <c>rawPayload</c>, of a publish request or of a subscription.</summary>
/// <remarks>components-contrib, <c>metadata/utils.go</c>: what Go's <c>strconv.ParseBool</c> takes.</remarks>
internal static class RawPayload
{
    /// <returns>Null where it is neither true nor false.</returns>
    public static bool? Read(IReadOnlyDictionary<string, string> metadata)
        => metadata.GetValueOrDefault("rawPayload") switch
        {
            null or "" or "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
            "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
            _ => null,
        };
}
