namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>What the transports of a server allow; changed by <c>ModifyServerOptions(options => options with { … })</c>.</summary>
public sealed record GraphQLServerOptions
{
    /// <summary>Whether queries may come in the address of a GET.</summary>
    public bool EnableGetRequests { get; init; } = true;

    /// <summary>Whether <c>GET /graphql?sdl</c> answers the schema.</summary>
    public bool EnableSchemaRequests { get; init; } = true;

    /// <summary>Whether files may be uploaded, by the GraphQL multipart request specification.</summary>
    public bool EnableMultipartRequests { get; init; } = true;

    /// <summary>
    /// Whether a multipart request must carry a header <c>GraphQL-Preflight</c>. Browsers send a form to any site on behalf of any other without
    /// asking; with the header they ask first.
    /// </summary>
    public bool EnforceMultipartRequestsPreflightHeader { get; init; } = true;

    /// <summary>Whether a GET must carry a header <c>GraphQL-Preflight</c>; needed only where a query has effects.</summary>
    public bool EnforceGetRequestsPreflightHeader { get; init; }

    /// <summary>Whether a POST may bring a list of requests, which are executed side by side and answered in order.</summary>
    public bool EnableBatching { get; init; }

    /// <summary>The most requests of a batch.</summary>
    public int MaxBatchSize { get; init; } = 20;

    /// <summary>The largest body of a request, in bytes; a larger one is answered with 413, unread.</summary>
    public int MaxRequestBodyBytes { get; init; } = 1024 * 1024;

    public GraphQLUploadOptions Uploads { get; init; } = new();
    public GraphQLToolOptions Tool { get; init; } = new();
    public GraphQLSocketOptions Sockets { get; init; } = new();
    public GraphQLEventStreamOptions EventStreams { get; init; } = new();
}

/// <summary>Limits of multipart requests.</summary>
public sealed record GraphQLUploadOptions
{
    /// <summary>The most files of a request, and the most variables that they stand in.</summary>
    public int MaxFiles { get; init; } = 16;

    /// <summary>The largest file, in bytes; a larger one is answered with 413.</summary>
    public long MaxFileBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The largest multipart request, in bytes; it takes the place of the web server's own limit.</summary>
    public long MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The size of a file, in bytes, from which on it is kept in a temporary file instead of memory.</summary>
    public int MemoryThresholdBytes { get; init; } = 64 * 1024;
}

/// <summary>The IDE that a browser finds at the endpoint.</summary>
public sealed record GraphQLToolOptions
{
    public bool Enable { get; init; } = true;

    /// <summary>
    /// The folder with the static files of npm's <c>@chillicream/bananacakepop-graphql-ide</c>. Without the files a page is shown that
    /// says how to get them.
    /// </summary>
    public string Folder { get; init; } = Path.Combine(AppContext.BaseDirectory, "ide");
}

/// <summary>The WebSocket transport, <c>graphql-transport-ws</c>.</summary>
public sealed record GraphQLSocketOptions
{
    /// <summary>How long a client may take to send <c>connection_init</c>; then it is closed with 4408.</summary>
    public TimeSpan ConnectionInitializationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often an idle client is pinged. One from which nothing came for two intervals is gone and its connection is ended.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest message of a client, in bytes; a larger one closes the connection with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>The most operations that one connection may run at a time; one more is answered with an error.</summary>
    public int MaxOperationsPerConnection { get; init; } = 1_000;

    /// <summary>
    /// The most bytes that may wait for a client which reads slower than events come; past it the connection is closed with 1013, after
    /// which clients connect anew.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;
}

/// <summary>The Server-Sent Events transport, in both modes of the GraphQL over SSE protocol.</summary>
public sealed record GraphQLEventStreamOptions
{
    /// <summary>How often a comment is sent so that no proxy takes the connection for dead.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a reserved stream waits to be opened.</summary>
    public TimeSpan ReservationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most reserved and open streams of the single connection mode.</summary>
    public int MaxStreams { get; init; } = 10_000;

    /// <summary>The most operations that one stream may run at a time.</summary>
    public int MaxOperationsPerStream { get; init; } = 1_000;

    /// <summary>The most bytes that may wait for a client which reads too slowly; past it the stream is ended.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;
}
