namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>What a binding answers: a stream of bytes, which the receiver disposes, and how many they are where that is known.</summary>
internal sealed record BindingResult(Stream Data, long? Length)
{
    /// <summary>What the caller gets as headers <c>metadata.*</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Empty.Metadata;

    public static BindingResult Json(ReadOnlyMemory<byte> json) => new(new MemoryStream(json.ToArray(), writable: false), json.Length);
}
