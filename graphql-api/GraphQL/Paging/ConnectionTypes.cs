using System.ComponentModel;
using System.Globalization;
using System.Text;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL;

/// <summary>What generated connections call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConnectionTypes
{
    /// <summary>The arguments of every connection, in the order in which <see cref="Read"/> reads them.</summary>
    public static IReadOnlyList<InputValueConfig> Arguments { get; } =
    [
        new("first", "Int") { Description = "Returns the first _n_ elements from the list." },
        new("after", "String") { Description = "Returns the elements in the list that come after the specified cursor." },
        new("last", "Int") { Description = "Returns the last _n_ elements from the list." },
        new("before", "String") { Description = "Returns the elements in the list that come before the specified cursor." },
    ];

    /// <summary>Adds what all connections share.</summary>
    public static void Add(SchemaBuilder schema) => schema
        .AddObject("PageInfo", typeof(ConnectionPageInfo), "Information about pagination in a connection.")
        .AddField("PageInfo", new FieldConfig("hasNextPage", "Boolean!")
        {
            Description = "Indicates whether more edges exist following the set defined by the clients arguments.",
            Write = static (parent, writer) => writer.Write(((ConnectionPageInfo)parent).HasNextPage),
        })
        .AddField("PageInfo", new FieldConfig("hasPreviousPage", "Boolean!")
        {
            Description = "Indicates whether more edges exist prior the set defined by the clients arguments.",
            Write = static (parent, writer) => writer.Write(((ConnectionPageInfo)parent).HasPreviousPage),
        })
        .AddField("PageInfo", new FieldConfig("startCursor", "String")
        {
            Description = "When paginating backwards, the cursor to continue.",
            Write = static (parent, writer) => writer.Write(((ConnectionPageInfo)parent).StartCursor),
        })
        .AddField("PageInfo", new FieldConfig("endCursor", "String")
        {
            Description = "When paginating forwards, the cursor to continue.",
            Write = static (parent, writer) => writer.Write(((ConnectionPageInfo)parent).EndCursor),
        });

    /// <summary>Reads and checks the window that a client asks for.</summary>
    /// <param name="index">Where the first of <see cref="Arguments"/> stands: behind the field's own.</param>
    /// <exception cref="GraphQLException">The window is larger than allowed, negative, or missing where it must be given.</exception>
    public static PagingArguments Read(InputValues arguments, int index, string field, int defaultPageSize, int maxPageSize, bool requireBoundaries)
    {
        var first = arguments.Get<int?>(index);
        var last = arguments.Get<int?>(index + 2);
        if (first is null && last is null)
        {
            if (requireBoundaries) throw Refused($"You must provide a `first` or `last` value to properly paginate the `{field}`.", "HC0052");
            first = Math.Min(defaultPageSize, maxPageSize);
        }

        if (first < 0 || last < 0) throw Refused("The requested number of values per page must be at least 0.", "HC0079");
        if (first > maxPageSize || last > maxPageSize)
        {
            var extensions = new Dictionary<string, object?>
            {
                ["requestedItems"] = Math.Max(first ?? 0, last ?? 0),
                ["maxAllowedItems"] = maxPageSize,
            };
            throw new GraphQLException(new GraphQLError("The maximum allowed items per page were exceeded.", Code: "HC0051", Extensions: extensions));
        }

        return new PagingArguments(first, arguments.Get<string?>(index + 1), last, arguments.Get<string?>(index + 3));
    }

    /// <summary>Cuts a window out of a whole list; a cursor is the place in the list.</summary>
    /// <exception cref="GraphQLException">A cursor is not one of this list's.</exception>
    public static Connection<T> Slice<T>(IEnumerable<T> items, PagingArguments arguments)
    {
        var list = items as IReadOnlyList<T> ?? [.. items];
        var from = arguments.After is { } after ? Position(after) + 1 : 0;
        var to = arguments.Before is { } before ? Position(before) : list.Count;
        from = Math.Clamp(from, 0, list.Count);
        to = Math.Clamp(to, from, list.Count);
        if (arguments.First is { } first) to = Math.Min(to, from + first);
        if (arguments.Last is { } last) from = Math.Max(from, to - last);

        var edges = new Edge<T>[to - from];
        for (var i = 0; i < edges.Length; i++) edges[i] = new Edge<T>(list[from + i], Cursor(from + i));
        var info = new ConnectionPageInfo(to < list.Count, from > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new Connection<T>(edges, info, list.Count);
    }

    private static string Cursor(int position) => Convert.ToBase64String(Encoding.UTF8.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int Position(string cursor)
    {
        var bytes = new byte[cursor.Length];
        var isPosition = Convert.TryFromBase64String(cursor, bytes, out var length)
            & int.TryParse(bytes.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        return isPosition ? position : throw Refused($"The cursor `{cursor}` has an invalid format.", "HC0078");
    }

    private static GraphQLException Refused(string message, string code) => new(new GraphQLError(message, Code: code));
}
