using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>Which ways a binding is used, as its metadata field <c>direction</c> says: <c>input</c>, <c>output</c> or both.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/bindings/bindings-overview/#binding-directions-optional.</remarks>
internal static class BindingDirections
{
    /// <summary>Marks the fields as known that the runtime reads of every binding.</summary>
    public static void ReadCommon(ComponentMetadata metadata) => metadata.Ignore("direction", "route");

    /// <summary>Whether it is used so: where nothing is said, either way.</summary>
    public static bool Includes(ComponentDefinition definition, string direction)
        => !definition.Metadata.ContainsKey("direction") || Says(definition, direction);

    /// <summary>Whether the file says that it is used so, in which case the app is not asked.</summary>
    public static bool Says(ComponentDefinition definition, string direction)
        => definition.Metadata.TryGetValue("direction", out var text)
            && text.Split(',').Any(part => part.Trim().Equals(direction, StringComparison.OrdinalIgnoreCase));
}
