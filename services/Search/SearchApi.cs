using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.Search.Feeding;
using MusicGraph.Search.Index;
using MusicGraph.Search.Queries;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Search;

internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        app.MapPost("/search", SearchAsync);
        app.MapGet("/index", StateAsync).RequireAuthorization();
        app.MapPost("/index/rebuild", RebuildAsync).RequireAuthorization();
    }

    private static async Task<Results<Ok<SearchAnswer>, Problem>> SearchAsync(
        SearchRequest request, SearchEngine engine, IIndexStore store, IndexReadiness readiness, CancellationToken cancellationToken)
    {
        if (SearchRules.Check(request) is { } problem)
            return problem;
        await readiness.Opened.WaitAsync(cancellationToken);
        return TypedResults.Ok(await engine.SearchAsync(store, request, cancellationToken));
    }

    private static async Task<Results<Ok<SearchIndexState>, Problem>> StateAsync(
        CurrentUser caller, IndexBuilder builder, CancellationToken cancellationToken) =>
        caller.IsAdmin ? TypedResults.Ok(await builder.StateAsync(cancellationToken)) : Forbidden;

    private static async Task<Results<Accepted<SearchIndexState>, Problem>> RebuildAsync(
        CurrentUser caller, IndexBuilder builder, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin)
            return Forbidden;
        builder.Ask();
        return TypedResults.Accepted("/index", await builder.StateAsync(cancellationToken));
    }

    private static Problem Forbidden => Problem.Forbidden("Only an administrator may do this.");
}
