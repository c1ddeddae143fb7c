using System.Globalization;
using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using Microsoft.AspNetCore.Authentication;
using MusicGraph.Gateway.Limits;
using MusicGraph.Gateway.Operations;

// A DataLoader that asks another must find the one of its own request; the clients of the services are safe to share.
[assembly: DataLoaderDefaults(ServiceScope = DataLoaderServiceScope.OriginalScope)]

namespace MusicGraph.Gateway;

/// <summary>The set-up of HotChocolate; that of the embedded GraphQL engine is its counterpart.</summary>
internal static class GraphQLSetup
{
    public static IServiceCollection AddGraph(this IServiceCollection services, GraphQLSettings settings)
    {
        // Not to be taken for in force.
        if (settings.TrustedDocuments is not null || settings.AutomaticPersistedOperations)
            throw new InvalidOperationException("Trusted documents and automatic persisted operations need the embedded GraphQL engine.");
        services
            .AddSingleton(settings)
            .AddGraphQLServer()
            .AddGatewayTypes()
            .AddUnionType(union => union
                .Name("SearchResult")
                .Description("What a search may find.")
                .Type<ObjectType<Song>>()
                .Type<ObjectType<Album>>()
                .Type<ObjectType<Artist>>()
                .Type<ObjectType<Playlist>>()
                .Type<ObjectType<Show>>()
                .Type<ObjectType<Episode>>()
                .Type<ObjectType<User>>())
            .AddUnionType(union => union
                .Name("ShareSubject")
                .Description("What can be shared.")
                .Type<ObjectType<Song>>()
                .Type<ObjectType<Album>>()
                .Type<ObjectType<Artist>>()
                .Type<ObjectType<Playlist>>()
                .Type<ObjectType<Show>>()
                .Type<ObjectType<Episode>>())
            .AddUnionType(union => union
                .Name("ActivitySubject")
                .Description("What something can be done with.")
                .Type<ObjectType<User>>()
                .Type<ObjectType<Artist>>()
                .Type<ObjectType<Share>>()
                .Type<ObjectType<Playlist>>())
            .AddUnionType(union => union
                .Name("Reportable")
                .Description("What can be reported.")
                .Type<ObjectType<Share>>()
                .Type<ObjectType<Comment>>()
                .Type<ObjectType<User>>()
                .Type<ObjectType<Playlist>>())
            .AddUnionType(union => union
                .Name("Release")
                .Description("What can come out.")
                .Type<ObjectType<Song>>()
                .Type<ObjectType<Album>>()
                .Type<ObjectType<Episode>>())
            .AddUnionType(union => union
                .Name("FeedItem")
                .Description("What can come into a feed.")
                .Type<ObjectType<Share>>()
                .Type<ObjectType<Song>>()
                .Type<ObjectType<Album>>()
                .Type<ObjectType<Episode>>())
            .AddDefaultNodeIdSerializer()
            .AddGlobalObjectIdentification()
            .AddMutationConventions()
            .ModifyOptions(options => options.EnableDefer = options.EnableStream = true)
            .AddPagingArguments()
            .AddAuthorization()
            .AddErrorFilter(Describe)
            .AddMaxExecutionDepthRule(25, skipIntrospectionFields: true)
            // Outside of development it would refuse the fourth turn around the same field, such as playlists of owners of playlists.
            .RemoveMaxAllowedFieldCycleDepthRule()
            .ModifyCostOptions(options =>
            {
                options.MaxFieldCost = 10_000;
                options.MaxTypeCost = 10_000;
            })
            .DisableIntrospection(!settings.TellsItsSchema)
            .ModifyRequestOptions(options => options.IncludeExceptionDetails = false)
            .AddSocketSessionInterceptor<CallerOfSocket>();
        return services;
    }

    public static void MapGraph(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<GraphQLSettings>();
        app.MapGraphQL().WithOptions(new GraphQLServerOptions
        {
            EnableSchemaRequests = settings.TellsItsSchema,
            EnableBatching = settings.MaxBatchSize > 0,
            Tool = { ServeMode = GraphQLToolServeMode.Embedded },
        });
    }

    private static IError Describe(IError error) => error.Exception is { } exception && BackendErrors.Describe(exception) is var (message, code)
        ? ErrorBuilder.FromError(error).SetMessage(message).SetCode(code).Build()
        : error;

    /// <summary>
    /// A browser's token comes in the first message instead of a header. It is checked as a header's would be, and kept where
    /// <see cref="ServiceInvoker"/> looks for it, so that the services see on whose behalf an event's fields are read.
    /// </summary>
    private sealed class CallerOfSocket(OpenConnections connections, PartnerStates partners, RateLimits rates, LimitSettings limits)
        : DefaultSocketSessionInterceptor
    {
        public override async ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default)
        {
            var opening = session.Connection.HttpContext;
            if (FindAuthorization(connectionInitMessage) is { } authorization && !await TryAuthenticateAsync(opening, authorization))
                return ConnectionStatus.Reject();
            if (await partners.IsVoidAsync(opening.User, cancellationToken))
                return await RefuseAsync(session, SocketEnds.Revoked, cancellationToken);
            var caller = Caller.Of(opening, opening.User);
            return connections.TryAdd(
                session,
                caller,
                opening.User,
                caller.LimitOf(limits).Connections,
                isRevoked => _ = CloseAsync(session, isRevoked ? SocketEnds.Revoked : SocketEnds.Expired, CancellationToken.None))
                ? ConnectionStatus.Accept()
                : await RefuseAsync(session, SocketEnds.TooMany, cancellationToken);
        }

        public override ValueTask OnRequestAsync(
            ISocketSession session, string operationSessionId, OperationRequestBuilder requestBuilder, CancellationToken cancellationToken = default)
        {
            var opening = session.Connection.HttpContext;
            return rates.TryTake(Caller.Of(opening, opening.User), out var retryAfter)
                ? base.OnRequestAsync(session, operationSessionId, requestBuilder, cancellationToken)
                : throw new GraphQLException(ErrorBuilder.New()
                    .SetMessage(RateLimits.Message(retryAfter))
                    .SetCode("RATE_LIMITED")
                    .SetExtension("retryAfter", retryAfter)
                    .Build());
        }

        /// <summary>A token in a ping takes the place of the one before, if it is the same caller's; the pong tells when it expires.</summary>
        public override async ValueTask<IReadOnlyDictionary<string, object?>?> OnPingAsync(
            ISocketSession session, IOperationMessagePayload pingMessage, CancellationToken cancellationToken = default)
        {
            if (FindAuthorization(pingMessage) is not { } authorization)
                return null;
            var opening = session.Connection.HttpContext;
            var before = Caller.Of(opening, opening.User);
            if (await TryAuthenticateAsync(opening, authorization)
                && Caller.Of(opening, opening.User) == before
                && !await partners.IsVoidAsync(opening.User, cancellationToken)
                && connections.Renew(session, before, opening.User) is { } expires)
            {
                return new Dictionary<string, object?> { ["expiresAt"] = expires.ToString("O", CultureInfo.InvariantCulture) };
            }

            await CloseAsync(session, SocketEnds.Expired, cancellationToken);
            return null;
        }

        public override ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default)
        {
            connections.Remove(session);
            return default;
        }

        /// <summary>A scheme remembers its answer for a request, and the opening request was already asked: a request of its own is made up.</summary>
        private static async Task<bool> TryAuthenticateAsync(HttpContext opening, string authorization)
        {
            await using var scope = opening.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = opening.RequestAborted };
            request.Request.Headers.Authorization = authorization;
            var result = await request.AuthenticateAsync();
            if (!result.Succeeded)
                return false;
            opening.User = result.Principal;
            opening.Request.Headers.Authorization = authorization;
            return true;
        }

        private static async Task CloseAsync(ISocketSession session, SocketEnd end, CancellationToken cancellationToken) =>
            await session.Connection.CloseAsync(end.Reason, end.Code, cancellationToken);

        private static async ValueTask<ConnectionStatus> RefuseAsync(ISocketSession session, SocketEnd end, CancellationToken cancellationToken)
        {
            await CloseAsync(session, end, cancellationToken);
            return ConnectionStatus.Reject(end.Reason);
        }

        private static string? FindAuthorization(IOperationMessagePayload message) => message.As<Dictionary<string, JsonElement>>() is { } members
            ? members
                .Where(member => member.Key is "authorization" or "Authorization")
                .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)
                .FirstOrDefault()
            : null;
    }
}
