namespace MusicGraph.Dapr.Client;

/// <summary>What an output binding answered.</summary>
/// <param name="request">What was asked.</param>
/// <param name="data">The bytes, as they came.</param>
/// <param name="metadata">Metadata of the component's answer.</param>
public sealed class BindingResponse(BindingRequest request, ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>What was asked.</summary>
    public BindingRequest Request { get; } = request;

    /// <summary>The bytes, as they came.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>Metadata of the component's answer.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;
}
