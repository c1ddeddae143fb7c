using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Catalog.Shows;

internal static class ShowsApi
{
    private static readonly TextRule Title = new("title", 300);
    private static readonly TextRule Publisher = new("publisher", 300);
    private static readonly TextRule Description = new("description", 4_000, Required: false, ManyLines: true);

    public static void MapShows(this IEndpointRouteBuilder app)
    {
        app.MapPost("/shows/import", ImportAsync).RequireAuthorization().WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapGet("/shows", (string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
            ListAsync<Show>(CatalogKeys.Shows, market, page, store, cancellationToken));
        app.MapGet("/shows/popular", PopularAsync);
        app.MapGet("/episodes", (string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
            ListAsync<Episode>(CatalogKeys.Episodes, market, page, store, cancellationToken));
        app.MapPost("/episodes/windows", WindowsAsync);
        app.MapPatch("/shows/{id:guid}", EditShowAsync).RequireAuthorization();
        app.MapDelete("/shows/{id:guid}", DeleteAsync<Show>).RequireAuthorization();
        app.MapPatch("/episodes/{id:guid}", EditEpisodeAsync).RequireAuthorization();
        app.MapDelete("/episodes/{id:guid}", DeleteAsync<Episode>).RequireAuthorization();
    }

    /// <summary>The bytes of a feed.</summary>
    private static async Task<Results<Ok<FeedImported>, Problem>> ImportAsync(
        HttpRequest request, CurrentUser user, FeedImport import, CancellationToken cancellationToken)
    {
        // Counted here: a server that has met its own limit closes the connection before the client reads why.
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (request.ContentLength is null or <= FeedReader.LargestFeed && await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > FeedReader.LargestFeed)
                break;
        }

        if (request.ContentLength > FeedReader.LargestFeed || bytes.Length > FeedReader.LargestFeed)
            return Problem.TooLarge($"A feed may have at most {FeedReader.LargestFeed} bytes.");
        bytes.Position = 0;
        // What the sender says of the encoding goes before what the document says (RFC 7303, 3).
        var charset = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.Encoding : null;
        return FeedReader.Read(bytes, charset).Failed(out var problem, out var feed)
            || (await import.ImportAsync(feed, user, cancellationToken)).Failed(out problem, out var imported)
                ? problem
                : TypedResults.Ok(imported);
    }

    private static async Task<Results<Ok<Page<T>>, Problem>> ListAsync<T>(
        PagedLog<Guid> list, string? market, PageRequest page, CatalogStore store, CancellationToken cancellationToken)
        where T : CatalogItem =>
        (await store.WindowAsync<T>(list, page, market, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<Show>>, Problem>> PopularAsync(
        string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.RankedAsync<Show>([(Ranking.PopularShows, CatalogKeys.Shows, page)], market, cancellationToken)).Failed(out var problem, out var shows)
            ? problem
            : TypedResults.Ok(shows[0]);

    /// <summary>A window of the episodes of each of several shows, newest first.</summary>
    private static async Task<Results<Ok<Page<Episode>[]>, Problem>> WindowsAsync(
        WindowsRequest request, string? market, CatalogStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var episodes = await store.WindowsAsync<Episode>(
            [.. windows.Select(window => (CatalogKeys.ShowEpisodes(window.ParentId), (PageRequest?)window.Page))], market, cancellationToken);
        return episodes.ToOk();
    }

    private static async Task<Results<Ok<Show>, Problem>> EditShowAsync(
        Guid id, ShowEdit edit, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken)
    {
        var (title, publisher) = ("", "");
        if ((edit.Title is not null && Title.Check(edit.Title).Failed(out var problem, out title))
            || (edit.Publisher is not null && Publisher.Check(edit.Publisher).Failed(out problem, out publisher))
            || Description.Check(edit.Description).Failed(out problem, out var description)
            || (await changes.ChangeAsync<Show>(
                id,
                user,
                show => ItemRules.Apply(
                    show with
                    {
                        Title = edit.Title is null ? show.Title : title!,
                        Publisher = edit.Publisher is null ? show.Publisher : publisher!,
                        Description = edit.Description is null ? show.Description : description,
                        IsExplicit = edit.IsExplicit ?? show.IsExplicit,
                    },
                    edit),
                cancellationToken)).Failed(out problem, out var edited))
        {
            return problem;
        }

        return TypedResults.Ok(edited);
    }

    private static async Task<Results<Ok<Episode>, Problem>> EditEpisodeAsync(
        Guid id, EpisodeEdit edit, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken)
    {
        var title = "";
        if ((edit.Title is not null && Title.Check(edit.Title).Failed(out var problem, out title))
            || Description.Check(edit.Description).Failed(out problem, out var description)
            || (await changes.ChangeAsync<Episode>(
                id,
                user,
                episode => ItemRules.Apply(
                    episode with
                    {
                        Title = edit.Title is null ? episode.Title : title!,
                        Description = edit.Description is null ? episode.Description : description,
                        IsExplicit = edit.IsExplicit ?? episode.IsExplicit,
                    },
                    edit),
                cancellationToken)).Failed(out problem, out var edited))
        {
            return problem;
        }

        return TypedResults.Ok(edited);
    }

    /// <summary>A show takes its episodes with it.</summary>
    private static async Task<Results<NoContent, Problem>> DeleteAsync<T>(
        Guid id, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken)
        where T : CatalogItem =>
        (await changes.DeleteAsync<T>(id, user, cancellationToken)).Failed(out var problem, out _) ? problem : TypedResults.NoContent();
}
