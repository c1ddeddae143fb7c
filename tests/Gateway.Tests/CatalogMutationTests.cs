using System.Text.Json.Nodes;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

/// <summary>What the mutations of the catalog send, and what becomes of the catalog's refusals.</summary>
public sealed class CatalogMutationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Invalid = "400 invalid InvalidInputError";
    private const string Forbidden = "403 forbidden NotAuthorizedError";
    private const string Missing = "404 not-found ItemNotFoundError";
    private const string Taken = "409 name-taken NameTakenError";
    private const string InUse = "409 still-in-use StillInUseError";
    private const string TooMany = "409 limit-exceeded LimitExceededError";

    private static readonly (string Call, string Route, string[] Refusals)[] Mutations =
    [
        ("addSong(input: { title: \"T\", artists: [\"A\"], durationMs: 1 })", "POST songs", [Invalid, Forbidden, TooMany]),
        ("addSongs(input: { songs: [] })", "POST songs/bulk", [Invalid, Forbidden]),
        ("editSong(input: { songId: \"{Song}\", title: \"T\" })", "PATCH songs/{Song}", [Invalid, Forbidden, Missing, TooMany]),
        ("deleteSong(input: { songId: \"{Song}\" })", "DELETE songs/{Song}", [Forbidden, Missing]),
        ("editAlbum(input: { albumId: \"{Album}\", title: \"T\" })", "PATCH albums/{Album}", [Invalid, Forbidden, Missing, Taken]),
        ("deleteAlbum(input: { albumId: \"{Album}\" })", "DELETE albums/{Album}", [Forbidden, Missing]),
        ("editArtist(input: { artistId: \"{Artist}\", name: \"N\" })", "PATCH artists/{Artist}", [Invalid, Forbidden, Missing, Taken]),
        ("deleteArtist(input: { artistId: \"{Artist}\" })", "DELETE artists/{Artist}", [Forbidden, Missing, InUse]),
        ("editShow(input: { showId: \"{Show}\", title: \"T\" })", "PATCH shows/{Show}", [Invalid, Forbidden, Missing]),
        ("deleteShow(input: { showId: \"{Show}\" })", "DELETE shows/{Show}", [Forbidden, Missing]),
        ("editEpisode(input: { episodeId: \"{Episode}\", title: \"T\" })", "PATCH episodes/{Episode}", [Invalid, Forbidden, Missing]),
        ("deleteEpisode(input: { episodeId: \"{Episode}\" })", "DELETE episodes/{Episode}", [Forbidden, Missing]),
        ("importShow(input: { feed: \"<rss/>\" })", "POST shows/import", [Invalid, Forbidden, TooMany]),
    ];

    public static TheoryData<string, string, string> Refusals =>
        [.. from mutation in Mutations from refusal in mutation.Refusals select (mutation.Call, mutation.Route, refusal)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_catalog_refuses_is_an_error_of_the_payload(string call, string route, string refusal)
    {
        var (method, path) = (route.Split(' ')[0], WithIds(route.Split(' ')[1], (_, id) => id.ToString()));
        var said = refusal.Split(' ');
        gateway.Services.OnProblem("catalog", method, path, int.Parse(said[0]), said[1], "No.");

        var data = await gateway.DataAsync(
            $"mutation {{ payload: {WithIds(call, GlobalIds.Of)} {{ errors {{ __typename ... on Error {{ message }} }} }} }}", gateway.Services.Ada);

        var error = Assert.Single(data["payload"]!["errors"]!.AsArray())!;
        Assert.Equal((said[2], "No."), ((string)error["__typename"]!, (string)error["message"]!));
    }

    [Fact]
    public async Task Many_songs_are_answered_one_by_one()
    {
        NewSongs? sent = null;
        var there = gateway.Services.Songs[1];
        gateway.Services.On("catalog", "POST", "songs/bulk", request =>
        {
            sent = request.Read<NewSongs>();
            return Microsoft.AspNetCore.Http.Results.Json(
                new[] { new AddedSong(gateway.Services.Songs[0]), new AddedSong(null, Problems.DuplicateSong, "It is there.", there.Id) }, ServiceJson.Options);
        });

        var data = await gateway.DataAsync(
            """
            mutation { addSongs(input: { songs: [
              { title: "One", artists: ["A"], durationMs: 1, credits: [{ name: "B", role: COMPOSER }], metadata: [{ name: "mood", value: "calm" }] }
              { title: "Two", artists: ["A", "B"], durationMs: 2, isExplicit: true, albumType: SINGLE, album: "Both" }
            ] }) { addedSongs { song { title } code message existingSong { title } } errors { __typename } } }
            """,
            gateway.Services.Ada);

        Assert.Equal(["One", "Two"], sent!.Songs.Select(song => song.Title));
        Assert.Equal((CreditRole.Composer, "calm"), (Assert.Single(sent.Songs[0].Credits!).Role, sent.Songs[0].Metadata!["mood"]));
        Assert.Equal((true, ReleaseType.Single, "Both"), (sent.Songs[1].IsExplicit, sent.Songs[1].AlbumType, sent.Songs[1].Album));
        var expected = JsonNode.Parse(
            """
            [
              { "song": { "title": "Song 1" }, "code": null, "message": null, "existingSong": null },
              { "song": null, "code": "duplicate-song", "message": "It is there.", "existingSong": { "title": "Song 2" } }
            ]
            """);
        Assert.True(JsonNode.DeepEquals(expected, data["addSongs"]!["addedSongs"]), data.ToJsonString());
    }

    [Theory]
    [InlineData("SHOW", "showId: \"{Show}\"", "Signals")]
    [InlineData("EPISODE", "episodeId: \"{Episode}\"", "Long waves")]
    public async Task Podcasts_are_shared_like_songs(string kind, string subject, string title)
    {
        NewShare? sent = null;
        gateway.Services.On("social", "POST", "shares", request =>
        {
            sent = request.Read<NewShare>();
            var share = new Share(Guid.CreateVersion7(), gateway.Services.Ada.Id, sent.Kind, sent.SubjectId, sent.Message, [], FakeServices.Time(1), ShareAudience.Everyone);
            return Microsoft.AspNetCore.Http.Results.Json(share, ServiceJson.Options);
        });

        var data = await gateway.DataAsync(
            $"mutation {{ share(input: {{ {WithIds(subject, GlobalIds.Of)}, message: \"Listen\", audience: EVERYONE }}) "
            + "{ share { message subject { __typename ... on Show { title } ... on Episode { title } } } errors { __typename } } }",
            gateway.Services.Ada);

        Assert.Equal(kind, sent!.Kind.ToString().ToUpperInvariant());
        Assert.Equal(title, (string)data["share"]!["share"]!["subject"]!["title"]!);
    }

    private string WithIds(string text, Func<string, Guid, string> format)
    {
        var services = gateway.Services;
        foreach (var item in (CatalogItem[])[services.Songs[0], services.Albums[0], services.Artists[0], services.Show, services.Episode])
            text = text.Replace($"{{{item.GetType().Name}}}", format(item.GetType().Name, item.Id), StringComparison.Ordinal);
        return text;
    }
}
