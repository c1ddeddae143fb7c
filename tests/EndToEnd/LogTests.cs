using System.Net.Http.Headers;
using System.Net.Http.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>What everything prints at its most talkative says nothing that would let somebody in or that tells who somebody is.</summary>
[Trait(Components.Trait, Components.Any)]
public sealed class LogTests : IDisposable
{
    private const string Password = "a pass phrase that is 4 nobody";
    private const string WrongPassword = "a pass phrase that is wrong";
    private const string Address = "203.0.113.77";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Trace")]
    [InlineData("Information")]
    public async Task Logs_OfEveryApp_HaveNoTokensPasswordsOrAddressesInThem(string level)
    {
        var settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = level };
        await using var host = await HostProcess.StartAsync(_folder["data"], settings, "--no-demo");
        var secrets = await LiveAsync(host.Address);
        secrets.AddRange((await File.ReadAllTextAsync(_folder["data/secrets.json"], Cancel)).Split('"').Where(text => text.EndsWith('=')));
        await host.StopAsync();

        Assert.Contains(host.Lines, line => line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal) || level == "Information");
        var leaks = secrets.SelectMany(secret => host.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Take(3).Select(line => $"{secret}: {line}"));
        Assert.Empty(leaks);
    }

    /// <summary>Does everything that has something secret in it, well and badly.</summary>
    /// <returns>The secrets.</returns>
    private static async Task<List<string>> LiveAsync(Uri address)
    {
        using var guest = new ApiClient(address);
        guest.Http.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
        var registered = await guest.MutateAsync(
            "register", "RegisterInput", "session { accessToken }", new { userName = "nora", email = "nora@mail.example", password = Password }, Cancel);
        var token = registered.GetProperty("session").GetProperty("accessToken").GetString()!;
        using var nora = new ApiClient(address, token);
        nora.Http.DefaultRequestHeaders.Add("X-Forwarded-For", Address);

        await guest.SendAsync($$"""mutation { logIn(input: { userName: "nora@mail.example", password: "{{Password}}" }) { session { expiresAt } } }""", null, Cancel);
        await guest.SendAsync($$"""mutation { logIn(input: { userName: "nora", password: "{{WrongPassword}}" }) { session { expiresAt } } }""", null, Cancel);
        await guest.SendAsync($$"""mutation { logIn(input: { userName: "nora", password: "{{WrongPassword}}", oops: 1 }) { session { expiresAt } } }""", null, Cancel);
        await guest.SendAsync($$"""{ "{{WrongPassword}}" """, null, Cancel);
        using var broken = await guest.Http.PostAsync("/users", new StringContent($"{{\"password\":\"{WrongPassword}", null, "application/json"), Cancel);
        using var twice = await guest.Http.PostAsJsonAsync("/users", new { userName = "nora2", email = "nora@mail.example", password = Password }, Cancel);

        await nora.QueryAsync("{ me { email } }", null, Cancel);
        var song = await nora.AddSongAsync("Song", "Artist", null, Cancel);
        using var audio = new ByteArrayContent([.. "OggS"u8, .. new byte[100]]) { Headers = { ContentType = new MediaTypeHeaderValue("audio/ogg") } };
        using var uploaded = await nora.Http.PutAsync($"/audio/{Uri.EscapeDataString(song)}", audio, Cancel);
        var url = (await guest.QueryAsync("query U($id: ID!) { songById(id: $id) { audio { url } } }", new { id = song }, Cancel))
            .GetProperty("songById").GetProperty("audio").GetProperty("url").GetString()!;
        using var streamed = await guest.Http.GetAsync(url, Cancel);
        using var byGet = await guest.Http.GetAsync($"/graphql?query={Uri.EscapeDataString($"{{ search(text: \"{WrongPassword}\") {{ __typename }} }}")}", Cancel);

        using var forged = new ApiClient(address, token[..^8] + "AAAAAAAA");
        using var refused = await forged.Http.GetAsync("/users", Cancel);
        Assert.Equal(
            (System.Net.HttpStatusCode.Created, System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Unauthorized),
            (uploaded.StatusCode, streamed.StatusCode, refused.StatusCode));
        return [Password, WrongPassword, token, token.Split('.')[2], "nora@mail.example", "mail.example", Address, url.Split("signature=")[1], Uri.EscapeDataString(WrongPassword)];
    }
}
