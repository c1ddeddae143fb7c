namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>Where documents are kept by their ids: those that clients were built with, or those that they register as they go.</summary>
public interface IOperationDocumentStorage
{
    /// <summary>The document of an id; null where there is none. Asked only until the document is in the cache of plans.</summary>
    ValueTask<IOperationDocument?> TryReadAsync(OperationDocumentId documentId, CancellationToken cancellationToken = default);

    /// <summary>Keeps a document that a client has registered. A storage that has no more room for it may leave it out.</summary>
    ValueTask SaveAsync(OperationDocumentId documentId, IOperationDocument document, CancellationToken cancellationToken = default);
}
