using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.SearchBench;

/// <summary>What the search service sees of the others when it builds its index: their lists, behind a sidecar.</summary>
internal static class FakeSidecar
{
    private const string Method = "/method/";

    public static async Task RunAsync(GeneratedCatalog catalog, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Map("{**path}", (Delegate)((HttpContext context) => AnswerAsync(catalog, context)));
        await app.RunAsync();
    }

    private static async Task<IResult> AnswerAsync(GeneratedCatalog catalog, HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var route = path.IndexOf(Method, StringComparison.Ordinal) is var at and >= 0 ? path[(at + Method.Length)..] : path.TrimStart('/');
        return route switch
        {
            "artists" => Window(context, catalog.Artists, catalog.Artist),
            "albums" => Window(context, catalog.Albums, catalog.Album),
            "songs" => Window(context, catalog.Songs, catalog.Song),
            "items/batch" => Json(((await context.Request.ReadFromJsonAsync<BatchRequest>(ServiceJson.Options))!).Ids.Select(catalog.Item)),
            "playlists/follows/batch" => Json(Array.Empty<PlaylistFollows>()),
            "playlists" or "users" or "shows" or "episodes" => Window(context, 0, catalog.Artist),
            _ => Results.Ok(),
        };
    }

    private static IResult Window<T>(HttpContext context, int count, Func<int, T> make)
    {
        var query = context.Request.Query;
        var start = int.TryParse(query["after"], out var after) ? after + 1 : 0;
        var end = Math.Min(count, start + int.Parse(query["first"]!));
        var items = Enumerable.Range(start, Math.Max(0, end - start)).Select(number => new PageItem<T>($"{number}", make(number))).ToList();
        return Json(new Page<T>(items, end < count, start > 0, count));
    }

    private static IResult Json<T>(T value) => Results.Json(value, ServiceJson.Options);
}
