namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>What documents the server takes, where it has a storage of them.</summary>
public sealed class PersistedOperationOptions
{
    /// <summary>Whether the server executes nothing but documents of its storage.</summary>
    public bool OnlyAllowPersistedDocuments { get; set; }

    /// <summary>Whether, with <see cref="OnlyAllowPersistedDocuments"/>, a request may bring the text of a document of the storage.</summary>
    public bool AllowDocumentBody { get; set; }

    /// <summary>What is answered to a request whose document is not in the storage.</summary>
    public GraphQLError OperationNotAllowedError { get; set; } = new("Only persisted operations are allowed.", Code: "HC0067");

    /// <summary>Whether clients may register documents under their hashes (Apollo's automatic persisted queries).</summary>
    internal bool IsAutomatic { get; set; }
}
