namespace MusicGraph.Dapr.Client;

/// <summary>A call of an output binding.</summary>
/// <param name="bindingName">The component's name.</param>
/// <param name="operation">What it shall do, such as <c>create</c>, <c>get</c>, <c>list</c> or <c>delete</c>.</param>
public sealed class BindingRequest(string bindingName, string operation)
{
    /// <summary>The component's name.</summary>
    public string BindingName { get; } = bindingName;

    /// <summary>What it shall do.</summary>
    public string Operation { get; } = operation;

    /// <summary>
    /// The bytes to send, as they are. Over HTTP they travel as a base64 string, which <c>bindings.localstorage</c> decodes by itself
    /// and <c>bindings.azure.blobstorage</c> with <c>decodeBase64: true</c>.
    /// </summary>
    public ReadOnlyMemory<byte> Data { get; set; }

    /// <summary>Metadata for the component.</summary>
    public Dictionary<string, string> Metadata { get; } = [];
}
