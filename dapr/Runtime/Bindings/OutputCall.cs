using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>Calls output bindings by their policies.</summary>
internal static class OutputCall
{
    /// <exception cref="BindingException">There is no such binding or operation, or it failed.</exception>
    public static async Task<BindingResult?> InvokeAsync(
        AppComponents components,
        string name,
        string operation,
        ReadOnlyMemory<byte> data,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var binding = Find(components, name, operation);
        if (components.Policies.Outbound(name, ComponentKind.Binding) is not { } policy)
            return await binding.InvokeAsync(operation, data, metadata, cancellationToken).ConfigureAwait(false);

        try
        {
            return await policy
                .ExecuteAsync(token => binding.InvokeAsync(operation, data, metadata, token), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ResilienceException error)
        {
            throw new BindingException(error.Message, error);
        }
    }

    private static IOutputBinding Find(AppComponents components, string name, string operation)
    {
        if (!components.Bindings.TryGetValue(name, out var binding))
            throw new BindingException($"couldn't find output binding {name}");
        if (operation.Length == 0)
            throw new BindingException("operation field is missing from request");
        return binding.Operations.Contains(operation)
            ? binding
            : throw new BindingException(
                $"binding {name} does not support operation {operation}. supported operations:{string.Join(" ", binding.Operations)}");
    }
}
