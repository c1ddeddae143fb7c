using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Tests.Support;

/// <summary>What a component is opened with.</summary>
internal static class ComponentContexts
{
    public static ComponentContext Create(string type, string directory, TimeProvider time, params (string Name, string Value)[] metadata)
        => Create(type, "v1", directory, time, metadata);

    public static ComponentContext Create(string type, string version, string directory, TimeProvider time, (string Name, string Value)[] metadata)
    {
        var fields = metadata.ToDictionary(field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase);
        var definition = new ComponentDefinition("test", type, version, fields, [], "test.yaml");
        return new ComponentContext(definition, new ComponentMetadata(definition), directory, NullLogger.Instance, time);
    }
}
