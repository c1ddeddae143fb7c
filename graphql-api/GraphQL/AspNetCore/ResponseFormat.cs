namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The media types of a response (GraphQL over HTTP, section 4.1); the order is the server's preference.</summary>
internal enum ResponseFormat
{
    /// <summary><c>application/json</c>: 200 for every well-formed request.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status code tells whether there is data.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>: GraphQL over Server-Sent Events.</summary>
    EventStream,

    /// <summary><c>multipart/mixed</c>: a response in parts (Incremental Delivery over HTTP).</summary>
    Multipart,
}
