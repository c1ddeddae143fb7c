using MusicGraph.Search.Documents;

namespace MusicGraph.Search.Index;

/// <summary>Keeps the index that answers, and builds another beside it that takes its place.</summary>
internal interface IIndexStore : IAsyncDisposable
{
    /// <summary>Opens what is kept, or begins with an empty index. Called once, before all else.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>When the index was built; null while none ever was.</summary>
    DateTimeOffset? BuiltAt { get; }

    /// <summary>A reader of the index that answers, as it is now. Dispose it soon.</summary>
    ValueTask<IIndexReader> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the changes in the index that answers and in one that is being built; when it returns, they are kept and found. A change with no
    /// higher version than what is there, or than what was removed of late, is passed over.
    /// </summary>
    Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken);

    /// <summary>Begins an empty index beside the one that answers. Null if one is being built already.</summary>
    Task<IIndexBuild?> BuildAsync(CancellationToken cancellationToken);
}

/// <summary>An index that is being built. What was not finished when it is disposed is thrown away.</summary>
internal interface IIndexBuild : IAsyncDisposable
{
    /// <summary>Puts documents into it alone, by the same rules.</summary>
    Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken);

    /// <summary>Has it answer from now on.</summary>
    Task FinishAsync(DateTimeOffset builtAt, CancellationToken cancellationToken);
}
