namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>Cosmos DB did not do what it was asked to.</summary>
internal sealed class CosmosRequestException(string message, Exception? innerException = null) : Exception(message, innerException);
