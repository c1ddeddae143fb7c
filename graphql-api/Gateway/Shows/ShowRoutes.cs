using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Shows;

/// <summary>Podcasts, taken in from the files of their feeds.</summary>
internal static class ShowRoutes
{
    /// <summary>Bytes that a feed may have.</summary>
    private const long LargestFeed = 20 * 1024 * 1024;

    public static void MapShows(this RouteGroupBuilder rest) => rest.MapPost("/shows/import", ImportAsync)
        .WithName("importShow").WithSummary("Takes a podcast in from the bytes of its feed, or again with what is new.")
        .RequireAuthorization()
        .WithMetadata(new RequestSizeLimitAttribute(LargestFeed))
        .WithTags("Shows");

    /// <summary>Takes a podcast in from its feed (RSS 2.0), or again with what is new; partners and admins may add one.</summary>
    private static async Task<Ok<ImportedShow>> ImportAsync(HttpRequest request, CatalogClient catalog, CancellationToken cancellationToken)
    {
        var feed = new StreamContent(request.Body);
        feed.Headers.TryAddWithoutValidation(HeaderNames.ContentType, request.ContentType);
        var imported = await catalog.ImportShowAsync(feed, cancellationToken);
        return TypedResults.Ok(new ImportedShow(
            GlobalId.Format(nameof(Show), imported.Show.Id), imported.Show.Title, imported.IsNew, imported.Added, imported.Updated, imported.Skipped));
    }
}

/// <summary>What an import did.</summary>
/// <param name="ShowId">As in the graph.</param>
/// <param name="Added">Episodes that are new.</param>
/// <param name="Updated">Episodes that the feed says something else of than before.</param>
/// <param name="Skipped">Entries of the feed that are no episodes.</param>
public sealed record ImportedShow(string ShowId, string Title, bool IsNew, int Added, int Updated, int Skipped);
