using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>An input binding as an app sees it.</summary>
/// <param name="Route">The app's path that events are posted to: the binding's name, or its metadata field <c>route</c>.</param>
/// <param name="IsExplicit">Whether the file says that it is an input, so that the app is not asked.</param>
internal sealed record NamedInputBinding(string Name, string Route, bool IsExplicit, IInputBinding Binding)
{
    public static NamedInputBinding Create(ComponentDefinition definition, IInputBinding binding)
        => new(
            definition.Name,
            "/" + (definition.Metadata.TryGetValue("route", out var route) && route.Length > 0 ? route : definition.Name).TrimStart('/'),
            BindingDirections.Says(definition, "input"),
            binding);
}
