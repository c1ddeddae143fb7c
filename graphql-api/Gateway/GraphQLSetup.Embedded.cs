using System.Text.Json;
using MusicGraph.Gateway.Operations;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;

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
                .AddUnion("SearchResult", "What a search may find.", nameof(Song), nameof(Album), nameof(Artist), nameof(Playlist), nameof(User))
                .AddUnion("ShareSubject", "What can be shared.", nameof(Song), nameof(Album), nameof(Artist), nameof(Playlist))
                .AddUnion("ActivitySubject", "What something can be done with.", nameof(User), nameof(Artist), nameof(Share), nameof(Playlist))
                .AddUnion("Reportable", "What can be reported.", nameof(Share), nameof(Comment), nameof(User), nameof(Playlist)))
            .AddGlobalObjectIdentification()
            .AddMutationConventions()
            .ModifyOptions(options => options.EnableDefer = options.EnableStream = true)
            .AddAuthorization()
            .ModifyRequestOptions(options => options.ErrorFilter = Describe)
            .ModifyCostOptions(options =>
            {
                // A page of songs with all that belongs to each costs about 4,000; the emptiest page, a thousand times over, 11,000.
                options.MaxFieldCost = 10_000;
                options.MaxTypeCost = 10_000;
            })
            .DisableIntrospection(!settings.TellsItsSchema)
            .ModifyServerOptions(options => options with { EnableBatching = settings.MaxBatchSize > 0, MaxBatchSize = settings.MaxBatchSize })
            .AddInstrumentation()
            .AddInMemorySubscriptions()
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

    /// <summary>What a service refused, where the field has no errors of its own for it, with the code under which it did.</summary>
    private static GraphQLError? Describe(Exception exception) => exception is ServiceProblemException problem
        ? new GraphQLError(problem.Message, Code: problem.Code == Problems.Unauthenticated ? "AUTH_NOT_AUTHENTICATED" : problem.Code)
        : null;

    /// <summary>
    /// A browser's token comes in the first message instead of a header. It is kept where <see cref="ServiceInvoker"/> looks for it, so that
    /// the services see on whose behalf an event's fields are read.
    /// </summary>
    private sealed class CallerOfSocket : DefaultSocketSessionInterceptor
    {
        public override async ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default)
        {
            var status = await base.OnConnectAsync(session, connectionInitMessage, cancellationToken);
            if (status.IsAccepted && FindAuthorization(connectionInitMessage.Payload) is { } authorization)
                session.HttpContext.Request.Headers.Authorization = authorization;
            return status;
        }

        private static string? FindAuthorization(JsonElement? payload) => payload is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject()
                .Where(member => member.NameEquals("authorization") || member.NameEquals("Authorization"))
                .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)
                .FirstOrDefault()
            : null;
    }
}
