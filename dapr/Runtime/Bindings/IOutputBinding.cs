using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>An output binding: the building block behind <c>/v1.0/bindings</c>.</summary>
internal interface IOutputBinding : IComponent
{
    /// <summary>What it can be asked to do.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>Does an operation; null where it has nothing to answer.</summary>
    /// <param name="data">The request's <c>data</c>: JSON as the app sent it.</param>
    /// <exception cref="BindingException">It could not be done; the message is for the caller.</exception>
    Task<BindingResult?> InvokeAsync(
        string operation, ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);
}
