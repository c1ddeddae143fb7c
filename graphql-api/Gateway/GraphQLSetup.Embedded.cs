using System.Globalization;
using System.Text.Json;
using MusicGraph.Gateway.Events;
using MusicGraph.Gateway.Limits;
using MusicGraph.Gateway.Operations;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway;

/// <summary>The set-up of the embedded GraphQL engine; that of HotChocolate is its counterpart.</summary>
internal static class GraphQLSetup
{
    public static IServiceCollection AddGraph(this IServiceCollection services, GraphQLSettings settings)
    {
        var server = services
            .AddGraphQLServer()
            .AddGatewayTypes()
            .ConfigureSchema(schema => schema
                .AddUnion("SearchResult", "What a search may find.", nameof(Song), nameof(Album), nameof(Artist), nameof(Playlist), nameof(Show), nameof(Episode), nameof(User))
                .AddUnion("ShareSubject", "What can be shared.", nameof(Song), nameof(Album), nameof(Artist), nameof(Playlist), nameof(Show), nameof(Episode))
                .AddUnion("ActivitySubject", "What something can be done with.", nameof(User), nameof(Artist), nameof(Share), nameof(Playlist))
                .AddUnion("Reportable", "What can be reported.", nameof(Share), nameof(Comment), nameof(User), nameof(Playlist))
                .AddUnion("Release", "What can come out.", nameof(Song), nameof(Album), nameof(Episode))
                .AddUnion("FeedItem", "What can come into a feed.", nameof(Share), nameof(Song), nameof(Album), nameof(Episode)))
            .AddGlobalObjectIdentification()
            .AddMutationConventions()
            .ModifyOptions(options => options.EnableDefer = options.EnableStream = true)
            .AddAuthorization()
            .ModifyRequestOptions(options =>
            {
                options.ErrorFilter = Describe;
                options.DefaultAuthorization = user => !user.HasClaim(claim => claim.Type == TokenClaims.ClientId);
                options.EventIdOf = placed => (placed as IPlaced)?.Cursor;
            })
            .ModifyCostOptions(options =>
            {
                // A page of songs with all that belongs to each costs about 4,000; the emptiest page, a thousand times over, 11,000.
                options.MaxFieldCost = 10_000;
                options.MaxTypeCost = 10_000;
            })
            .DisableIntrospection(!settings.TellsItsSchema)
            .ModifyServerOptions(options => options with
            {
                EnableSchemaRequests = settings.TellsItsSchema,
                EnableBatching = settings.MaxBatchSize > 0,
                MaxBatchSize = settings.MaxBatchSize,
            })
            .AddInstrumentation()
            .AddSocketSessionInterceptor<CallerOfSocket>();
        if (settings.AutomaticPersistedOperations) server.UseAutomaticPersistedOperationPipeline().AddInMemoryOperationDocumentStorage();
        if (settings.TrustedDocuments is { } documents) Trust(server, documents, settings.OnlyTrustedDocuments);
        return services;
    }

    private static void Trust(IRequestExecutorBuilder server, string documents, bool only)
    {
        server.UsePersistedOperationPipeline().ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = only);
        if (File.Exists(documents)) server.AddOperationManifest(documents);
        else server.AddFileSystemOperationDocumentStorage(documents);
    }

    public static void MapGraph(this WebApplication app) => app.MapGraphQL();

    private static GraphQLError? Describe(Exception exception) =>
        BackendErrors.Describe(exception) is var (message, code) ? new GraphQLError(message, Code: code) : null;

    /// <summary>
    /// A browser's token comes in the first message instead of a header, and newer ones in pings. It is kept where <see cref="ServiceInvoker"/>
    /// looks for it, so that the services see on whose behalf an event's fields are read. Connections end with their tokens.
    /// </summary>
    private sealed class CallerOfSocket(OpenConnections connections, PartnerStates partners, RateLimits rates, LimitSettings limits)
        : DefaultSocketSessionInterceptor
    {
        public override async ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default)
        {
            var status = await base.OnConnectAsync(session, connectionInitMessage, cancellationToken);
            if (!status.IsAccepted)
                return status;
            if (await partners.IsVoidAsync(session.User, cancellationToken))
                return Refuse(session, SocketEnds.Revoked);
            var caller = Caller.Of(session.HttpContext, session.User);
            if (!connections.TryAdd(
                session, caller, session.User, caller.LimitOf(limits).Connections, isRevoked => Close(session, isRevoked ? SocketEnds.Revoked : SocketEnds.Expired)))
            {
                return Refuse(session, SocketEnds.TooMany);
            }

            if (FindAuthorization(connectionInitMessage.Payload) is { } authorization)
                session.HttpContext.Request.Headers.Authorization = authorization;
            return status;
        }

        public override ValueTask OnRequestAsync(
            ISocketSession session, string operationSessionId, OperationRequestBuilder requestBuilder, CancellationToken cancellationToken = default) =>
            rates.TryTake(Caller.Of(session.HttpContext, session.User), out var retryAfter)
                ? default
                : throw new GraphQLException(new GraphQLError(
                    RateLimits.Message(retryAfter), Code: "RATE_LIMITED", Extensions: new Dictionary<string, object?> { ["retryAfter"] = retryAfter }));

        /// <summary>A token in a ping takes the place of the one before, if it is the same caller's; the pong tells when it expires.</summary>
        public override async ValueTask<IReadOnlyDictionary<string, object?>?> OnPingAsync(
            ISocketSession session, IOperationMessagePayload pingMessage, CancellationToken cancellationToken = default)
        {
            if (FindAuthorization(pingMessage.Payload) is not { } authorization)
                return null;
            var before = session.User;
            var status = await base.OnConnectAsync(session, pingMessage, cancellationToken);
            var caller = Caller.Of(session.HttpContext, session.User);
            if (!status.IsAccepted
                || caller != Caller.Of(session.HttpContext, before)
                || await partners.IsVoidAsync(session.User, cancellationToken)
                || connections.Renew(session, caller, session.User) is not { } expires)
            {
                session.User = before;
                Close(session, SocketEnds.Expired);
                return new Dictionary<string, object?>();
            }

            session.HttpContext.Request.Headers.Authorization = authorization;
            return new Dictionary<string, object?> { ["expiresAt"] = expires.ToString("O", CultureInfo.InvariantCulture) };
        }

        public override ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default)
        {
            connections.Remove(session);
            return default;
        }

        private static void Close(ISocketSession session, SocketEnd end) => session.Close(end.Reason, end.Code);

        private static ConnectionStatus Refuse(ISocketSession session, SocketEnd end)
        {
            // The first close is the one that counts.
            Close(session, end);
            return ConnectionStatus.Reject(end.Reason);
        }

        private static string? FindAuthorization(JsonElement? payload) => payload is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject()
                .Where(member => member.NameEquals("authorization") || member.NameEquals("Authorization"))
                .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)
                .FirstOrDefault()
            : null;
    }
}
