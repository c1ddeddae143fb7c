namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>Why a connection is closed; 4xxx as <c>graphql-transport-ws</c> names them, 1xxx as RFC 6455 does.</summary>
internal enum SocketCloseCode
{
    GoingAway = 1001,
    MessageTooBig = 1009,
    TryAgainLater = 1013,
    InvalidMessage = 4400,
    Unauthorized = 4401,
    Forbidden = 4403,
    SubprotocolNotAcceptable = 4406,
    InitialisationTimeout = 4408,
    SubscriberAlreadyExists = 4409,
    TooManyInitialisationRequests = 4429,
    InternalServerError = 4500,
}
