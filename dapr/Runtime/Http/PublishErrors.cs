using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The errors of publishing, all of which have details.</summary>
/// <remarks>dapr/dapr, <c>pkg/api/errors/pubsub.go</c>.</remarks>
internal readonly record struct PublishErrors(string AppId, string PubSub, string Topic)
{
    /// <param name="metadata">The request's.</param>
    public ApiException NameEmpty(IReadOnlyDictionary<string, string> metadata)
        => Create(StatusCodes.Status404NotFound, "ERR_PUBSUB_EMPTY", "pubsub name is empty", "NAME_EMPTY", metadata);

    /// <inheritdoc cref="NameEmpty"/>
    public ApiException NotFound(IReadOnlyDictionary<string, string> metadata)
        => new(StatusCodes.Status404NotFound, "ERR_PUBSUB_NOT_FOUND", $"pubsub {PubSub} is not found")
        {
            Details = new ErrorDetails("DAPR_PUBSUB_NOT_FOUND", metadata),
        };

    /// <inheritdoc cref="NameEmpty"/>
    public ApiException TopicEmpty(IReadOnlyDictionary<string, string> metadata)
        => Create(StatusCodes.Status404NotFound, "ERR_TOPIC_NAME_EMPTY", $"topic is empty in pubsub {PubSub}", "TOPIC_NAME_EMPTY", metadata);

    /// <inheritdoc cref="NameEmpty"/>
    public ApiException RawPayload(IReadOnlyDictionary<string, string> metadata)
        => Create(
            StatusCodes.Status400BadRequest,
            "ERR_PUBSUB_REQUEST_METADATA",
            $"failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is '{metadata["rawPayload"]}'",
            "METADATA_DESERIALIZATION",
            metadata);

    public ApiException Forbidden()
    {
        var message = $"topic {Topic} is not allowed for app id {AppId}";
        return Create(StatusCodes.Status403Forbidden, "ERR_PUBSUB_FORBIDDEN", message, "FORBIDDEN", OfTopic(message));
    }

    public ApiException Failed(Exception cause)
        => Create(
            StatusCodes.Status500InternalServerError,
            "ERR_PUBSUB_PUBLISH_MESSAGE",
            $"error when publishing to topic {Topic} in pubsub {PubSub}: {cause.Message}",
            "PUBLISH_MESSAGE",
            OfTopic(cause.Message),
            cause);

    /// <summary>What says that it is a CloudEvent is none.</summary>
    public ApiException NoCloudEvent(Exception cause)
        => Create(
            StatusCodes.Status500InternalServerError,
            "ERR_PUBSUB_CLOUD_EVENTS_SER",
            "cannot create cloudevent",
            "CLOUD_EVENT_CREATION",
            OfApp(cause.Message),
            cause);

    /// <summary>A body that is no list of entries.</summary>
    public ApiException NoEntries(Exception cause)
        => Create(
            StatusCodes.Status400BadRequest,
            "ERR_PUBSUB_EVENTS_SER",
            $"error when unmarshaling the request for topic {Topic} pubsub {PubSub}: {cause.Message}",
            "UNMARSHAL_EVENTS",
            OfApp(error: null),
            cause);

    public ApiException EntryWithoutId()
    {
        const string Reason = "entryId is duplicated or not present for entry";
        return Create(
            StatusCodes.Status400BadRequest,
            "ERR_PUBSUB_EVENTS_SER",
            $"error marshaling events to bytes for topic {Topic} pubsub {PubSub}. error: {Reason}",
            "MARSHAL_EVENTS",
            OfApp(Reason));
    }

    /// <summary>An entry's data are not of its content type.</summary>
    public ApiException EntryOfAnotherType()
    {
        const string Reason = "error: mismatch between contentType and event";
        return Create(
            StatusCodes.Status400BadRequest,
            "ERR_PUBSUB_EVENTS_SER",
            $"error when marshalling cloud event envelope for topic {Topic} pubsub {PubSub}: {Reason}",
            "MARSHAL_ENVELOPE",
            OfApp(Reason));
    }

    private Dictionary<string, string> OfTopic(string error) => new() { ["topic"] = Topic, ["error"] = error };

    private Dictionary<string, string> OfApp(string? error)
    {
        var metadata = new Dictionary<string, string> { ["appID"] = AppId };
        if (error is not null)
            metadata["error"] = error;
        return metadata;
    }

    private ApiException Create(
        int status, string errorCode, string message, string reason, IReadOnlyDictionary<string, string> metadata, Exception? cause = null)
        => new(status, errorCode, message, cause)
        {
            Details = new ErrorDetails("DAPR_PUBSUB_" + reason, metadata) { Resource = ("pubsub", PubSub, message) },
        };
}
