using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/bindings_api/#invoking-service-code-through-input-bindings.</summary>
public sealed class InputBindingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cron_PostsToTheAppWheneverItIsDue()
    {
        var posts = Channel.CreateUnbounded<(string Zone, string Time, string Trace)>();
        await using var runtime = new TestRuntime(TestRuntime.Cron("tick", "@every 1s"));
        await using var app = await TestApp.StartAsync("app", app => app.MapPost("/tick", (HttpRequest request) => posts.Writer.TryWrite(
            (request.Headers["timeZone"].ToString(), request.Headers["readTimeUTC"].ToString(), request.Headers.TraceParent.ToString()))));
        var (_, client) = await runtime.StartAsync(app);
        using var _ = client;

        var first = await posts.Reader.ReadAsync(Cancellation);
        await posts.Reader.ReadAsync(Cancellation);

        Assert.Equal(TimeZoneInfo.Local.Id, first.Zone);
        Assert.Equal("2026-01-01 12:00:00 +0000 UTC", first.Time);
        Assert.StartsWith("00-", first.Trace, StringComparison.Ordinal);
        Assert.Contains(
            """dapr_component_input_binding_count{app_id="app",component="tick",success="true"}""", await client.GetStringAsync("/metrics", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAppWithoutTheRoute_IsNotRead()
    {
        var asked = Channel.CreateUnbounded<string>();
        await using var runtime = new TestRuntime(
            TestRuntime.Cron("unwanted", "@every 1s"),
            TestRuntime.Cron("routed", "@every 1s", "route: /my/route"),
            TestRuntime.Cron("explicit", "@every 1s", "direction: input"));
        await using var app = await TestApp.StartAsync("app", app => app.Run(context =>
        {
            asked.Writer.TryWrite($"{context.Request.Method} {context.Request.Path}");
            context.Response.StatusCode = context.Request.Path == "/my/route" ? 200 : 404;
            return Task.CompletedTask;
        }));
        var (_, client) = await runtime.StartAsync(app);
        using var _ = client;

        var seen = new HashSet<string>();
        while (!seen.IsSupersetOf(["POST /my/route", "POST /explicit"]))
            seen.Add(await asked.Reader.ReadAsync(Cancellation));

        Assert.Contains("OPTIONS /unwanted", seen);
        Assert.Contains("OPTIONS /my/route", seen);
        Assert.DoesNotContain("POST /unwanted", seen);
        Assert.DoesNotContain("OPTIONS /explicit", seen);
    }

    [Theory]
    [InlineData("""{"storeName":"memory","state":[{"key":"k","value":{"a":1}}],"to":["media","none"],"concurrency":"sequential","data":{"b":2}}""")]
    [InlineData("""{"storeName":"memory","state":[{"key":"k","value":{"a":1}}],"to":["media","none"],"concurrency":"parallel","data":{"b":2}}""")]
    [InlineData("""{"StoreName":"memory","STATE":[{"Key":"k","Value":{"a":1}}],"To":["media"],"Data":{"b":2}}""")]
    public async Task TheAppsAnswer_SavesStateAndCallsBindings(string answer)
    {
        var posts = Channel.CreateUnbounded<bool>();
        await using var runtime = new TestRuntime(TestRuntime.Cron("tick", "@every 1s"), TestRuntime.Media, TestRuntime.StateStores);
        await using var app = await TestApp.StartAsync("app", app => app.MapPost("/tick", () =>
        {
            posts.Writer.TryWrite(true);
            return Results.Text(answer);
        }));
        var (_, client) = await runtime.StartAsync(app);
        using var _ = client;

        // With the second event the first one's answer, or an earlier one's, has been followed.
        var media = Path.Combine(runtime.Data, "media");
        do
            await posts.Reader.ReadAsync(Cancellation);
        while (Directory.GetFiles(media).All(file => file.EndsWith(".tmp", StringComparison.Ordinal)));

        Assert.Equal("""{"a":1}""", await client.GetStringAsync("/v1.0/state/memory/k", Cancellation));
        Assert.Equal("""{"b":2}""", await File.ReadAllTextAsync(
            Directory.GetFiles(media).First(file => !file.EndsWith(".tmp", StringComparison.Ordinal)), Cancellation));
    }

    [Fact]
    public void AWrongSchedule_NamesFileComponentAndField()
    {
        var error = Assert.Throws<DaprConfigurationException>(() => new TestRuntime(TestRuntime.Cron("tick", "@never")));

        Assert.Equal(
            "0.yaml: component tick (bindings.cron): metadata field 'schedule' is '@never', which is no schedule: '@never' is not known", error.Message);
    }

    [Fact]
    public async Task Direction_Input_IsNoOutput()
    {
        await using var runtime = new TestRuntime(TestRuntime.Media + "\n    - name: direction\n      value: input");
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        using var response = await client.PostTextAsync("/v1.0/bindings/media", """{"operation":"list"}""");

        Assert.Contains("find output binding media", await response.TextAsync(), StringComparison.Ordinal);
    }
}
