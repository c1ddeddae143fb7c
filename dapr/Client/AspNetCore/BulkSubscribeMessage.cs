namespace MusicGraph.Dapr.AspNetCore;

/// <summary>Many events of a topic at a time; the body that the sidecar posts.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/.</remarks>
/// <typeparam name="TValue">An event: <see cref="BulkMessageModel{TValue}"/>, or what was published where the topic is raw.</typeparam>
public sealed class BulkSubscribeMessage<TValue>
{
    /// <summary>The events.</summary>
    public List<BulkSubscribeMessageEntry<TValue>> Entries { get; set; } = [];

    /// <summary>Their topic.</summary>
    public string Topic { get; set; } = "";

    /// <summary>What the component tells besides.</summary>
    public Dictionary<string, string>? Metadata { get; set; }
}

/// <summary>One event of many.</summary>
public sealed class BulkSubscribeMessageEntry<TValue>
{
    /// <summary>What the answer calls it.</summary>
    public string EntryId { get; set; } = "";

    /// <summary>Its media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>What the component tells besides.</summary>
    public Dictionary<string, string>? Metadata { get; set; }

    /// <summary>The event.</summary>
    public TValue? Event { get; set; }
}

/// <summary>A CloudEvent among many.</summary>
public sealed class BulkMessageModel<TValue>
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Where it happened.</summary>
    public string? Source { get; set; }

    /// <summary>What kind of thing happened.</summary>
    public string? Type { get; set; }

    /// <summary>CloudEvents' version.</summary>
    public string? Specversion { get; set; }

    /// <summary>The media type of <see cref="Data"/>.</summary>
    public string? Datacontenttype { get; set; }

    /// <summary>What was published.</summary>
    public TValue? Data { get; set; }
}
