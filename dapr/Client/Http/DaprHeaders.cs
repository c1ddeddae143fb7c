namespace MusicGraph.Dapr.Client.Http;

internal static class DaprHeaders
{
    public const string ApiToken = "dapr-api-token";

    /// <summary>What a metadata key is prefixed with in a query and in an answer's headers.</summary>
    public const string MetadataPrefix = "metadata.";
}
