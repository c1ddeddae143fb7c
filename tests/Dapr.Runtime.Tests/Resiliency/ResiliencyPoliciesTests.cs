using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Resiliency;

/// <summary>Which calls a <c>Resiliency</c> file is about: https://docs.dapr.io/operations/resiliency/targets/.</summary>
public sealed class ResiliencyPoliciesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 500, "", 3)]
    [InlineData(", matching: { httpStatusCodes: '429,500-503' }", 500, "", 3)]
    [InlineData(", matching: { httpStatusCodes: '429,501-503' }", 500, "", 1)]
    [InlineData(", matching: { httpStatusCodes: '429,501-503' }", 200, """{"status":"RETRY"}""", 3)]
    public async Task Inbound_AnEventTheAppRefuses_IsTriedAgainAndThenGoesToTheDeadLetters(string matching, int status, string answer, int expected)
    {
        var calls = 0;
        var dead = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new TestRuntime(TestRuntime.PubSub, Resiliency(
            "retries:\n      three: { policy: constant, duration: 1ms, maxRetries: 2" + matching + " }",
            "components:\n      pubsub:\n        inbound: { retry: three }"));
        await using var app = await TestApp.StartAsync("app", app =>
        {
            app.MapGet("/dapr/subscribe", () => Results.Text(
                """[{"pubsubname":"pubsub","topic":"t","route":"/t","deadLetterTopic":"dead"},{"pubsubname":"pubsub","topic":"dead","route":"/dead"}]"""));
            app.MapPost("/t", () =>
            {
                Interlocked.Increment(ref calls);
                return Results.Text(answer, statusCode: status);
            });
            app.MapPost("/dead", () => dead.TrySetResult(Volatile.Read(ref calls)));
        });
        var (_, client) = await runtime.StartAsync(app);
        using var _ = client;

        using var published = await client.PostTextAsync("/v1.0/publish/pubsub/t", "1");

        Assert.Equal(HttpStatusCode.NoContent, published.StatusCode);
        Assert.Equal(expected, await dead.Task.WaitAsync(Cancellation));
    }

    [Theory]
    [InlineData("apps: { callee: { retry: r } }", "retries: { r: { duration: 1ms, maxRetries: 2 } }", 3)]
    [InlineData("apps: { other: { retry: r } }", "retries: { r: { duration: 1ms, maxRetries: 2 } }", 1)]
    [InlineData("apps: {}", "retries: { DefaultRetryPolicy: { duration: 1ms, maxRetries: 1 } }", 2)]
    [InlineData("apps: {}", "retries: { DefaultRetryPolicy: { duration: 1ms, maxRetries: 1 }, DefaultAppRetryPolicy: { duration: 1ms, maxRetries: 3 } }", 4)]
    [InlineData("apps: { callee: { retry: r } }", "retries: { r: { duration: 1ms, maxRetries: 2, matching: { httpStatusCodes: '500-502' } } }", 1)]
    public async Task Invoke_AnAppThatAnswers503_IsTriedAgainAsItsTargetSays(string targets, string policies, int calls)
    {
        var bodies = new List<string>();
        await using var runtime = new TestRuntime(Resiliency(policies, targets));
        await using var app = await TestApp.StartAsync("callee", app => app.MapPost("/busy", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            bodies.Add(await reader.ReadToEndAsync(Cancellation));
            return Results.Text("busy", statusCode: 503);
        }));
        var (_, callee) = await runtime.StartAsync(app);
        var (_, caller) = await runtime.StartAsync("caller");

        using var response = await caller.PostTextAsync("/v1.0/invoke/callee/method/busy", "the body");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), (response.StatusCode, await response.TextAsync()));
        Assert.Equal(Enumerable.Repeat("the body", calls), bodies);
        callee.Dispose();
        caller.Dispose();
    }

    [Fact]
    public async Task Invoke_AnOpenCircuit_IsRefusedAtOnceAndOnlyForItsMethod()
    {
        var calls = 0;
        await using var runtime = new TestRuntime(Resiliency(
            "circuitBreakers: { c: { trip: consecutiveFailures >= 2, timeout: 30s } }", "apps: { callee: { circuitBreaker: c } }"));
        await using var app = await TestApp.StartAsync("callee", app =>
        {
            app.MapGet("/down", () => Results.StatusCode(Interlocked.Increment(ref calls) > 2 ? 200 : 500));
            app.MapGet("/up", () => "up");
        });
        var (_, callee) = await runtime.StartAsync(app);
        var (_, caller) = await runtime.StartAsync("caller");

        for (var i = 0; i < 2; i++)
            (await caller.GetAsync("/v1.0/invoke/callee/method/down", Cancellation)).Dispose();
        using var refused = await caller.GetAsync("/v1.0/invoke/callee/method/down", Cancellation);

        Assert.Equal(
            """{"errorCode":"ERR_DIRECT_INVOKE","message":"failed to invoke, id: callee, err: circuit breaker is open"}""", await refused.TextAsync());
        Assert.Equal((2, "up"), (calls, await caller.GetStringAsync("/v1.0/invoke/callee/method/up", Cancellation)));

        runtime.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/v1.0/invoke/callee/method/down", Cancellation)).StatusCode);
        callee.Dispose();
        caller.Dispose();
    }

    [Theory]
    [InlineData("retries: { r: { policy: linear } }", "apps: {}", "field 'policy' is 'linear', which is neither constant nor exponential")]
    [InlineData("retries: { r: { duration: soon } }", "apps: {}", "field 'duration' is 'soon', which is no duration")]
    [InlineData("retries: { r: { matching: { httpStatusCodes: '99' } } }", "apps: {}", "field 'httpStatusCodes': '99' is neither a status nor a range")]
    [InlineData("retries: { r: { wait: 5s } }", "apps: {}", "field 'wait' is not known")]
    [InlineData("circuitBreakers: { c: { trip: requests } }", "apps: {}", "field 'trip': 'requests' is a number, no condition")]
    [InlineData("timeouts: { t: 5 minutes }", "apps: {}", "field 't' is '5 minutes', which is no duration")]
    [InlineData("timeouts: { t: 5s }", "apps: { callee: { timeout: u } }", "target app callee: field 'timeout' names 'u', which no file defines")]
    [InlineData("timeouts: { t: 5s }", "apps: { callee: { tiemout: t } }", "field 'tiemout' is not known")]
    [InlineData("timeouts: { t: 5s }", "components: { c: { inbound: { retry: u } } }", "target component c, inbound: field 'retry' names 'u', which no file defines")]
    public void Load_AWrongPolicy_NamesFileAndField(string policies, string targets, string expected)
    {
        var error = Assert.Throws<DaprConfigurationException>(() => new TestRuntime(Resiliency(policies, targets)));

        Assert.StartsWith("0.yaml: resiliency", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_LeaveOtherAppsAlone()
    {
        var calls = 0;
        await using var runtime = new TestRuntime(
            Resiliency("retries: { r: { duration: 1ms, maxRetries: 2 } }", "apps: { callee: { retry: r } }") + "\nscopes: [chosen]");
        await using var app = await TestApp.StartAsync("callee", app => app.MapGet("/busy", () =>
        {
            Interlocked.Increment(ref calls);
            return Results.StatusCode(503);
        }));
        var (_, callee) = await runtime.StartAsync(app);
        var (_, other) = await runtime.StartAsync("other");

        (await other.GetAsync("/v1.0/invoke/callee/method/busy", Cancellation)).Dispose();

        Assert.Equal(1, calls);
        callee.Dispose();
        other.Dispose();
    }

    private static string Resiliency(string policies, string targets) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: resiliency
        spec:
          policies:
            {policies}
          targets:
            {targets}
        """;
}
