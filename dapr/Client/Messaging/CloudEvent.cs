using System.Text.Json.Serialization;

namespace MusicGraph.Dapr;

/// <summary>An event with attributes of its own: published as it is, and what it leaves out is added by the sidecar.</summary>
/// <remarks>CloudEvents 1.0, https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md.</remarks>
public class CloudEvent
{
    /// <summary>Where it happened.</summary>
    [JsonPropertyName("source")]
    public Uri? Source { get; init; }

    /// <summary>What kind of thing happened, such as <c>com.example.song.added</c>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>What it happened to, within the source.</summary>
    [JsonPropertyName("subject")]
    public string? Subject { get; init; }
}

/// <summary>An event with attributes of its own and JSON data.</summary>
/// <param name="data">What a handler gets.</param>
public class CloudEvent<TData>(TData data) : CloudEvent
{
    /// <summary>What a handler gets.</summary>
    [JsonPropertyName("data")]
    public TData Data { get; } = data;

    /// <summary>The media type of <see cref="Data"/>: JSON.</summary>
    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; } = "application/json";
}
