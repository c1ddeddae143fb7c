namespace MusicGraph.Dapr;

/// <summary>Metadata of the topics that an endpoint subscribes to, for their component. Values of one name are joined by commas.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class TopicMetadataAttribute(string name, string value) : Attribute
{
    /// <summary>What the component calls it.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public string Value { get; } = value;
}
