namespace MusicGraph.GraphQL;

/// <summary>A window on an ordered list, as the Relay cursor connections specification has it.</summary>
/// <param name="edges">The items of the window with their cursors.</param>
/// <param name="info">Where the window lies.</param>
/// <param name="totalCount">The number of items in the whole list.</param>
public sealed class Connection<T>(IReadOnlyList<Edge<T>> edges, ConnectionPageInfo info, int totalCount = 0)
{
    public IReadOnlyList<Edge<T>> Edges { get; } = edges;
    public ConnectionPageInfo Info { get; } = info;
    public int TotalCount { get; } = totalCount;

    /// <summary>The items without their cursors.</summary>
    public IReadOnlyList<T> Nodes
    {
        get
        {
            var nodes = new T[Edges.Count];
            for (var i = 0; i < nodes.Length; i++) nodes[i] = Edges[i].Node;
            return nodes;
        }
    }
}

/// <summary>An item and the opaque cursor that marks its place.</summary>
public sealed class Edge<T>(T node, string cursor)
{
    public T Node { get; } = node;
    public string Cursor { get; } = cursor;
}

/// <summary>Where a window lies in its list.</summary>
public sealed class ConnectionPageInfo(bool hasNextPage, bool hasPreviousPage, string? startCursor, string? endCursor)
{
    public bool HasNextPage { get; } = hasNextPage;
    public bool HasPreviousPage { get; } = hasPreviousPage;
    public string? StartCursor { get; } = startCursor;
    public string? EndCursor { get; } = endCursor;
}

/// <summary>The window a client asks for. A parameter of this type is bound on a field with <c>[UsePaging]</c>.</summary>
public readonly record struct PagingArguments(int? First = null, string? After = null, int? Last = null, string? Before = null);
