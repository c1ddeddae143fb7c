namespace MusicGraph.Gateway.Paging;

/// <summary>From the services' pages to the schema's connections; the cursors are the services' own.</summary>
internal static class PageExtensions
{
    public static PageRequest ToPage(this PagingArguments paging) => new(paging.First, paging.After, paging.Last, paging.Before);

    /// <param name="page">Null for a list that is not there, which is as good as empty.</param>
    public static Connection<T> ToConnection<T>(this Page<T>? page)
    {
        if (page is null)
            return new Connection<T>([], new ConnectionPageInfo(false, false, null, null));
        var edges = new Edge<T>[page.Items.Count];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = new Edge<T>(page.Items[i].Value, page.Items[i].Cursor);
        return ToConnection(page, edges);
    }

    /// <summary>A connection of what the page only has the ids of; ids that nothing answers to any more are left out.</summary>
    public static async Task<Connection<T>> ToConnectionAsync<T>(
        this Page<Guid>? page, IDataLoader<Guid, T> byId, CancellationToken cancellationToken)
        where T : class
    {
        if (page is null)
            return new Connection<T>([], new ConnectionPageInfo(false, false, null, null));
        var values = await byId.LoadAsync([.. page.Items.Select(item => item.Value)], cancellationToken);
        var edges = new List<Edge<T>>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
                edges.Add(new Edge<T>(value, page.Items[i].Cursor));
        }

        return ToConnection(page, edges);
    }

    private static Connection<T> ToConnection<TItem, T>(Page<TItem> page, IReadOnlyList<Edge<T>> edges)
    {
        var info = new ConnectionPageInfo(
            page.HasNextPage,
            page.HasPreviousPage,
            page.Items.Count == 0 ? null : page.Items[0].Cursor,
            page.Items.Count == 0 ? null : page.Items[^1].Cursor);
        return new Connection<T>(edges, info, page.TotalCount);
    }
}
