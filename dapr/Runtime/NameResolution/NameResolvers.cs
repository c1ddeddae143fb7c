using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.NameResolution.Sqlite;
using MusicGraph.Dapr.Runtime.NameResolution.StructuredFormat;

namespace MusicGraph.Dapr.Runtime.NameResolution;

/// <summary>The types of name resolution that there are.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-name-resolution/.</remarks>
internal static class NameResolvers
{
    /// <summary>Opens one, and registers the sidecar where that is how it works.</summary>
    /// <exception cref="DaprConfigurationException">The type is not known or cannot be opened.</exception>
    public static INameResolver Open(ComponentContext context, SidecarAddress self)
    {
        var definition = context.Definition;
        if (definition.Version != "v1")
            throw definition.Error($"version '{definition.Version}' is not known; there is v1");
        return definition.Type switch
        {
            "nameresolution.sqlite" => SqliteNameResolver.Open(context, self),
            "nameresolution.structuredformat" => StructuredFormatResolver.Open(context),
            _ => throw definition.Error($"type '{definition.Type}' is not known; there are nameresolution.sqlite, nameresolution.structuredformat"),
        };
    }
}
