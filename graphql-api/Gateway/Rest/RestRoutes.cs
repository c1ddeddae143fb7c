namespace MusicGraph.Gateway.Rest;

/// <summary>The REST face of users and playlists: the same ids, services and rules as the graph's.</summary>
internal static class RestRoutes
{
    public static IServiceCollection AddRest(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "MusicGraph";
            document.Info.Description = "Users, playlists and media over REST. Everything else is at /graphql, with the same ids.";
            return Task.CompletedTask;
        }));

    public static void MapRest(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var rest = app.MapGroup("").AddEndpointFilter(ServiceProblemFilter.InvokeAsync);
        rest.MapUsers();
        rest.MapPlaylists();
        rest.MapShows();
    }
}
