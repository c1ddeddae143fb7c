namespace MusicGraph.Dapr;

/// <summary>How <c>UseCloudEvents</c> unwraps events.</summary>
public sealed class CloudEventsMiddlewareOptions
{
    /// <summary>Whether data that is text but no JSON stays a JSON string with its quotes: as the first versions of the package did.</summary>
    public bool SuppressJsonDecodingOfTextPayloads { get; set; }

    /// <summary>Whether the event's attributes are put into the request's headers, as <c>Cloudevent.type</c>.</summary>
    public bool ForwardCloudEventPropertiesAsHeaders { get; set; }

    /// <summary>The attributes that are; null for all but <see cref="ExcludedCloudEventPropertiesFromHeaders"/>.</summary>
    public string[]? IncludedCloudEventPropertiesAsHeaders { get; set; }

    /// <summary>The attributes that are not, where <see cref="IncludedCloudEventPropertiesAsHeaders"/> is null.</summary>
    public string[]? ExcludedCloudEventPropertiesFromHeaders { get; set; }
}
