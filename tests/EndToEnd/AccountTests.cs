using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>The life of an account through the gateway, over all services.</summary>
public sealed class AccountTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LogOut_IsKnownToTheGatewayAMomentLater()
    {
        using var here = await ApiClient.RegisterAsync(host.Address, NewName(), Cancel);
        using var there = await ApiClient.LogInAsync(host.Address, await NameOfAsync(here), ApiClient.Password, Cancel);

        await here.QueryAsync("mutation { logOut { loggedOut } }", null, Cancel);

        await Condition.UntilAsync(async () => await StatusAsync(here) == HttpStatusCode.Unauthorized, "this session was over", Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there));

        await there.QueryAsync("mutation { logOutEverywhere { loggedOut } }", null, Cancel);

        await Condition.UntilAsync(async () => await StatusAsync(there) == HttpStatusCode.Unauthorized, "the other session was over", Cancel);
    }

    [Fact]
    public async Task DeleteAccount_LeavesNothingOfTheUserBehind()
    {
        var name = NewName();
        using var friend = await ApiClient.RegisterAsync(host.Address, NewName(), Cancel);
        using var user = await ApiClient.RegisterAsync(host.Address, name, Cancel);
        await friend.MutateAsync("followUser", "FollowUserInput", "user { id }", new { userId = user.UserId }, Cancel);
        await user.MutateAsync("followUser", "FollowUserInput", "user { id }", new { userId = friend.UserId }, Cancel);
        var songId = await user.AddSongAsync($"Song {name}", $"Artist {name}", null, Cancel);
        var playlistId = await user.CreatePlaylistAsync($"Playlist {name}", Cancel);
        await user.AddToPlaylistAsync(playlistId, [songId], Cancel);
        await user.MutateAsync("share", "ShareInput", "share { id }", new { songId, recipientIds = new[] { friend.UserId } }, Cancel);
        await Condition.UntilAsync(async () => (await FeedAsync(friend)).Contains(name, StringComparison.Ordinal), "the share was in the feed", Cancel);

        await user.MutateAsync(
            "deleteAccount", "DeleteAccountInput", "deletedUserId", new { currentPassword = ApiClient.Password }, Cancel);

        await Condition.UntilAsync(async () => await StatusAsync(user) == HttpStatusCode.Unauthorized, "the session was over", Cancel);
        await Condition.UntilAsync(async () => !(await FeedAsync(friend)).Contains(name, StringComparison.Ordinal), "the share was gone", Cancel);
        await Condition.UntilAsync(() => IsNullAsync(friend, $$"""{ it: playlistById(id: "{{playlistId}}") { id } }"""), "the playlist was gone", Cancel);
        await Condition.UntilAsync(
            async () => (await friend.QueryAsync("{ me { followerCount followingCount } }", null, Cancel)).GetProperty("me").GetRawText()
                is """{"followerCount":0,"followingCount":0}""",
            "nobody followed or was followed",
            Cancel);
        Assert.True(await IsNullAsync(friend, $$"""{ it: userByName(userName: "{{name}}") { id } }"""));
        Assert.True(await IsNullAsync(friend, $$"""{ it: userById(id: "{{user.UserId}}") { id } }"""));
        using var next = await ApiClient.RegisterAsync(host.Address, name, Cancel);
        Assert.NotEqual(user.UserId, next.UserId);
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiClient client)
    {
        using var response = await client.Http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" }, Cancel);
        return response.StatusCode;
    }

    private static async Task<string> NameOfAsync(ApiClient client) =>
        (await client.QueryAsync("{ me { userName } }", null, Cancel)).GetProperty("me").GetProperty("userName").GetString()!;

    private static async Task<string> FeedAsync(ApiClient client) => (await client.QueryAsync(
        "{ feed(first: 20) { nodes { sharedBy { userName } subject { ... on Song { title } } } } }", null, Cancel)).GetRawText();

    private static async Task<bool> IsNullAsync(ApiClient client, string query) =>
        (await client.QueryAsync(query, null, Cancel)).GetProperty("it").ValueKind == JsonValueKind.Null;

    private static string NewName() => $"n{Guid.NewGuid():N}"[..20];
}
