using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

/// <summary>What the social service refuses comes back as an error of the schema that names the id.</summary>
public sealed class SocialMutationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly Guid Missing = FakeServices.Id(99, 1);

    [Theory]
    [InlineData("editShare", "shareId", "Share", ", message: \"N\"", "ShareNotFoundError")]
    [InlineData("deleteShare", "shareId", "Share", "", "ShareNotFoundError")]
    [InlineData("likeShare", "shareId", "Share", "", "ShareNotFoundError")]
    [InlineData("unlikeShare", "shareId", "Share", "", "ShareNotFoundError")]
    [InlineData("addComment", "shareId", "Share", ", text: \"N\"", "ShareNotFoundError")]
    [InlineData("deleteComment", "commentId", "Comment", "", "CommentNotFoundError")]
    [InlineData("followUser", "userId", "User", "", "UserNotFoundError")]
    [InlineData("acceptFollowRequest", "userId", "User", "", "UserNotFoundError")]
    [InlineData("blockUser", "userId", "User", "", "UserNotFoundError")]
    [InlineData("followArtist", "artistId", "Artist", "", "ArtistNotFoundError")]
    public async Task An_unknown_id_is_named(string mutation, string argument, string type, string rest, string error)
    {
        var id = GlobalIds.Of(type, Missing);

        var data = await gateway.DataAsync(
            $$"""
            mutation { payload: {{mutation}}(input: { {{argument}}: "{{id}}"{{rest}} }) {
              errors { __typename ... on {{error}} { {{argument}} message } }
            } }
            """,
            gateway.Services.Ada);

        var found = Assert.Single(data["payload"]!["errors"]!.AsArray())!;
        Assert.Equal((error, id), ((string)found["__typename"]!, (string)found[argument]!));
    }

    [Theory]
    [InlineData("share(input: { message: \"M\" })")]
    [InlineData("share(input: { songId: \"SONG\", albumId: \"ALBUM\" })")]
    [InlineData("report(input: { reason: SPAM })")]
    public async Task None_or_several_subjects_are_invalid(string mutation)
    {
        var song = GlobalIds.Of("Song", gateway.Services.Songs[0].Id);
        var album = GlobalIds.Of("Album", gateway.Services.Albums[0].Id);
        var call = mutation.Replace("SONG", song, StringComparison.Ordinal).Replace("ALBUM", album, StringComparison.Ordinal);

        var data = await gateway.DataAsync($"mutation {{ payload: {call} {{ errors {{ __typename }} }} }}", gateway.Services.Ada);

        Assert.Equal("InvalidInputError", (string)data["payload"]!["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task An_audience_and_a_kind_reach_the_service_as_they_were_asked()
    {
        NewShare? sent = null;
        gateway.Services.On("social", "POST", "shares", request =>
        {
            sent = request.Read<NewShare>();
            return Microsoft.AspNetCore.Http.Results.Json(gateway.Services.Shares[1], MusicGraph.ServiceDefaults.ServiceJson.Options);
        });
        var album = gateway.Services.Albums[0].Id;

        var data = await gateway.DataAsync(
            $$"""
            mutation { share(input: { albumId: "{{GlobalIds.Of("Album", album)}}", audience: EVERYONE }) {
              share { audience subject { ... on Album { title } } recipients { userName } }
            } }
            """,
            gateway.Services.Ada);

        Assert.Equal(new NewShare(ShareKind.Album, album, null, null, ShareAudience.Everyone), sent);
        Assert.Equal("""{"audience":"EVERYONE","subject":{"title":"Album 1"},"recipients":null}""", data["share"]!["share"]!.ToJsonString());
    }
}
