using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd.Faults;

/// <summary>
/// What goes wrong in the middle of the work, one test each: nothing acknowledged is lost, and no event's effect is missing or there twice.
/// How long it took to recover is printed.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Trait(Components.Trait, Components.Any)]
    [Theory]
    [InlineData("MusicGraph.Social")]
    [InlineData("MusicGraph.Playlists")]
    [InlineData("MusicGraph.Catalog")]
    public async Task Service_IsKilledInTheMiddleOfItsWork_NothingIsLostOrDoubled(string service)
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--processes");
        await using var load = await Load.StartAsync(host.Address, Cancel);
        await load.UntilAcknowledgedAsync(50, Cancel);

        var victim = ProcessTree.App(host.Id, service);
        var watch = Stopwatch.StartNew();
        ProcessTree.Kill(victim);
        await load.UntilRefusedAsync(1, Cancel);
        await load.UntilRecoveredAsync(Cancel);
        Report($"{service} was killed and started again", watch);

        await load.UntilAcknowledgedAsync(50, Cancel);
        await load.StopAndVerifyAsync(Cancel);
    }

    [Fact]
    public async Task Host_IsKilledBetweenStateAndEvents_NothingIsLostOrDoubled()
    {
        var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        try
        {
            await using var load = await Load.StartAsync(host.Address, Cancel);

            // Files show that it died where it was meant to, and it is killed until it has; of servers there are only the odds.
            long? between = Components.HasServers ? null : 0;
            for (var round = 0; round < 3 || (between == 0 && round < 20); round++)
            {
                await load.UntilAcknowledgedAsync(60, Cancel);
                var watch = Stopwatch.StartNew();
                await host.DisposeAsync();
                if (between is not null)
                    between += Outbox.Unpublished(_folder["data"]);
                host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
                await load.MoveAsync(host.Address, Cancel);
                await load.UntilRecoveredAsync(Cancel);
                Report($"the host was killed with {between?.ToString(CultureInfo.InvariantCulture) ?? "some"} writes in all before their events", watch);
            }

            Assert.NotEqual(0, between);
            await load.StopAndVerifyAsync(Cancel);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_IsKilledInTheMiddleOfWrites_NothingIsLostOrDoubled(bool ofState)
    {
        Assert.SkipUnless(Components.HasServers, "components/local has no server that could be killed: Host_IsKilled… is its like.");
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        await using var load = await Load.StartAsync(host.Address, Cancel);
        await load.UntilAcknowledgedAsync(50, Cancel);

        await (ofState ? Components.Servers.KillStateServerAsync() : Components.Servers.KillBrokerAsync());
        await load.UntilRefusedAsync(10, Cancel);
        var watch = Stopwatch.StartNew();
        await Components.Servers.RestartAsync();
        await load.UntilRecoveredAsync(Cancel);
        Report($"the server of {(ofState ? "state" : "events")}, which had been killed, was started again", watch);

        await load.UntilAcknowledgedAsync(50, Cancel);
        await load.StopAndVerifyAsync(Cancel);
    }

    [Fact]
    public async Task Store_IsSilent_RequestsFailAtOnceUntilItAnswersAgain()
    {
        Assert.SkipUnless(Components.HasServers, "SQLite has no connection that could stall.");
        var settings = Components.SettingsOf(_folder["data"]).ToDictionary();
        var address = Components.Servers.Addresses[0];
        await using var link = new SlowLink(Components.PortOf(settings[address]));
        settings[address] = Components.At(settings[address], link.Port);
        await using var host = await HostProcess.StartAsync(_folder["data"], settings, "--no-demo");
        await using var load = await Load.StartAsync(host.Address, Cancel);
        await load.UntilAcknowledgedAsync(50, Cancel);

        link.Stall();
        var watch = Stopwatch.StartNew();
        await host.WaitForLineAsync(line => line.Contains("changed from Closed to Open", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Components.Name}: the circuit of a silent store opened after {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        await load.UntilRefusedAsync(100, Cancel);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Components.Name}: then 100 mutations were refused within {watch.ElapsedMilliseconds} ms");

        watch.Restart();
        link.Resume();
        await load.UntilRecoveredAsync(Cancel);
        Report("the store, which had been silent, answered again", watch);

        await load.UntilAcknowledgedAsync(50, Cancel);
        await load.StopAndVerifyAsync(Cancel);
    }

    [Trait(Components.Trait, Components.Any)]
    [Fact]
    public async Task Event_IsPoison_TheOthersAreHandled()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--processes");
        using var sidecar = SidecarOf(host, "MusicGraph.Social", "social");
        await using var load = await Load.StartAsync(host.Address, Cancel);

        for (var i = 0; i < 3; i++)
        {
            await load.UntilAcknowledgedAsync(10, Cancel);
            foreach (var topic in (string[])["users", "songs", "playlists", "social"])
            {
                var (type, body) = i switch { 0 => ("application/json", """{ "kind": "nonsense" }"""), 1 => ("application/json", "17"), _ => ("text/plain", "no JSON") };
                using var content = new StringContent(body, Encoding.UTF8, type);
                using var response = await sidecar.PostAsync($"v1.0/publish/pubsub/{topic}", content, Cancel);
                Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            }
        }

        await load.UntilAcknowledgedAsync(50, Cancel);
        await load.StopAndVerifyAsync(Cancel);
        Assert.DoesNotContain("has ended", host.Output);
    }

    [Trait(Components.Trait, Components.Any)]
    [Fact]
    public async Task Event_ComesSeveralTimes_ItsEffectIsThereOnce()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--processes");
        using var sidecar = SidecarOf(host, "MusicGraph.Social", "social");
        using var ann = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        using var ben = await ApiClient.RegisterAsync(host.Address, "ben", Cancel);
        await using var load = await Load.StartAsync(host.Address, Cancel);
        var follow = new
        {
            kind = "followChanged",
            eventId = Guid.NewGuid(),
            followerId = GuidOf(ben.UserId),
            target = "user",
            targetId = GuidOf(ann.UserId),
            state = "follows",
            version = 1,
            changedAt = DateTimeOffset.UtcNow,
        };

        for (var i = 0; i < 5; i++)
        {
            using var response = await sidecar.PostAsJsonAsync("v1.0/publish/pubsub/social", follow, Cancel);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        await load.UntilAcknowledgedAsync(20, Cancel);
        await load.StopAndVerifyAsync(Cancel);
        const string query = "{ me { followerCount followers { totalCount nodes { userName } } } }";
        await Condition.UntilAsync(
            async () => (await ann.QueryAsync(query, null, Cancel)).GetProperty("me").GetProperty("followers").GetProperty("totalCount").GetInt32() > 0,
            "the follower was listed",
            Cancel);
        var me = (await ann.QueryAsync(query, null, Cancel)).GetProperty("me");
        Assert.Equal("ben", Assert.Single(me.GetProperty("followers").GetProperty("nodes").EnumerateArray()).GetProperty("userName").GetString());
        Assert.Equal(1, me.GetProperty("followers").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Disk_IsFull_WritesAreRefusedUntilThereIsRoomAgain()
    {
        Assert.SkipWhen(Components.HasServers, "The other sets keep their state on their servers' disks.");
        Assert.SkipUnless(SmallDisk.CanBeMade, "Only root can mount a small disk.");
        using var disk = SmallDisk.Mount(_folder["disk"], megabytes: 32);
        await using var host = await HostProcess.StartAsync(Path.Combine(disk.Path, "data"), "--no-demo");
        await using var load = await Load.StartAsync(host.Address, Cancel);
        await load.UntilAcknowledgedAsync(50, Cancel);

        disk.Fill();
        await load.UntilRefusedAsync(20, Cancel);
        var watch = Stopwatch.StartNew();
        disk.MakeRoom();
        await load.UntilRecoveredAsync(Cancel);
        Report("the disk, which had been full, had room again", watch);

        await load.UntilAcknowledgedAsync(50, Cancel);
        await load.StopAndVerifyAsync(Cancel);
        Assert.False(host.HasExited, host.Output);
    }

    /// <summary>An app's sidecar, with the token that the app has.</summary>
    private static HttpClient SidecarOf(HostProcess host, string assembly, string app) => new()
    {
        BaseAddress = host.Sidecar(app),
        DefaultRequestHeaders = { { "dapr-api-token", ProcessTree.Environment(ProcessTree.App(host.Id, assembly), "DAPR_API_TOKEN") } },
    };

    /// <summary>What stands in a global id behind the type's name.</summary>
    private static Guid GuidOf(string userId) => new(Convert.FromBase64String(userId)["User:".Length..]);

    private static void Report(string what, Stopwatch since) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{Components.Name}: {what}: everything could be done again after {since.ElapsedMilliseconds} ms");
}
