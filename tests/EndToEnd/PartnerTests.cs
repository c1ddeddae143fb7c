using System.Text.Json;
using MusicGraph.EndToEnd.Authorization;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

[Collection(nameof(AuthorizationHost))]
public sealed class PartnerTests(AuthorizationHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partner_HearsWhatIsSharedWithEveryone_UntilItIsEnded()
    {
        var (admin, owner) = (host.Callers["admin"], host.Callers["owner"]);
        var (clientId, clientSecret) = await host.RegisterPartnerAsync(Cancel);
        var task = new
        {
            address = host.Address.AbsoluteUri,
            clientId,
            clientSecret,
            admin = admin.Token,
            sharer = owner.Token,
            songId = await owner.AddSongAsync("Song", "Artist", null, Cancel),
        };

        var output = await Node.RunAsync("partner.mjs", JsonSerializer.Serialize(task), Cancel);

        using var result = JsonDocument.Parse(output);
        var told = result.RootElement;
        Assert.Equal(("shares:read", "AUTH_NOT_AUTHORIZED"), (told.GetProperty("scope").GetString(), told.GetProperty("me").GetString()));
        foreach (var kind in (string[])["ws", "eventSource"])
            Assert.All(told.GetProperty(kind).EnumerateArray(), message => Assert.Equal("for everyone", message.GetString()));
        Assert.True(told.GetProperty("ws").GetArrayLength() > 0 && told.GetProperty("eventSource").GetArrayLength() > 0, output);
        Assert.Equal((4401, 401), (told.GetProperty("closed").GetProperty("code").GetInt32(), told.GetProperty("refused").GetInt32()));
    }
}
