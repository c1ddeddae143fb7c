using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/service_invocation_api/.</summary>
public sealed class InvokeApiTests : IAsyncLifetime
{
    private readonly TestRuntime _runtime = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestApp _app = null!;
    private HttpClient _caller = null!;
    private HttpClient _callee = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("callee", app => app.Run(AnswerAsync));
        (_, _callee) = await _runtime.StartAsync(_app);
        (_, _caller) = await _runtime.StartAsync("caller");
        _caller.Timeout = TimeSpan.FromSeconds(30);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        _callee.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Invoke_EveryVerb_ReachesTheApp(string verb)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/v1.0/invoke/callee/method/echo");
        using var response = await _caller.SendAsync(request, Cancellation);

        Assert.StartsWith($"{verb} /echo\n", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/b%2Fc/d%20e", "/a/b%2Fc/d%20e")]
    [InlineData("/search?q=a%26b&first=2", "/search?q=a%26b&first=2")]
    [InlineData("/", "/")]
    public async Task Invoke_PathAndQuery_ArriveAsTheyWereSent(string sent, string received)
    {
        using var response = await _caller.GetAsync("/v1.0/invoke/callee/method" + sent, Cancellation);

        Assert.StartsWith($"GET {received}\n", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ByHeader_TakesThePathAsTheMethod()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo/1?x=2") { Headers = { { "dapr-app-id", "callee" } } };
        using var response = await _caller.SendAsync(request, Cancellation);

        Assert.StartsWith("GET /echo/1?x=2\n", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dapr-app-id:callee", 200)]
    [InlineData("Dapr-App-Id:callee", 200)]
    [InlineData("user:callee", 404)]
    [InlineData("dapr-app-id:", 404)]
    public async Task Invoke_ByBasicAuthentication_TakesThePasswordAsTheAppId(string credentials, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo/1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var response = await _caller.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Invoke_HeadersAndBody_ArriveAndComeBack()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/invoke/callee/method/echo")
        {
            Content = new StringContent("body", Encoding.UTF8, "text/special"),
            Headers = { { "X-One", "1" }, { "Authorization", "Bearer t" }, { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" } },
        };
        using var response = await _caller.SendAsync(request, Cancellation);

        var text = await response.TextAsync();
        Assert.Contains("X-One: 1\n", text, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer t\n", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/special; charset=utf-8\n", text, StringComparison.Ordinal);
        Assert.Contains("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-", text, StringComparison.Ordinal);
        Assert.Contains("dapr-caller-app-id: caller\n", text, StringComparison.Ordinal);
        Assert.Contains("dapr-callee-app-id: callee\n", text, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-For: 127.0.0.1\n", text, StringComparison.Ordinal);
        Assert.Contains($"Forwarded: for=127.0.0.1;by=127.0.0.1;host={Environment.MachineName}\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nbody", text, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], response.Headers.GetValues("X-Answer"));
    }

    [Fact]
    public async Task Invoke_WithoutATrace_BeginsOne()
    {
        var text = await _caller.GetStringAsync("/v1.0/invoke/callee/method/echo", Cancellation);

        Assert.Matches("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\n", text);
    }

    [Fact]
    public async Task Invoke_ATraceState_GoesOnWithItsTrace()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/invoke/callee/method/echo")
        {
            Headers = { { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" }, { "tracestate", "vendor=1" } },
        };
        using var response = await _caller.SendAsync(request, Cancellation);

        var text = await response.TextAsync();
        Assert.Contains("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-", text, StringComparison.Ordinal);
        Assert.Contains("tracestate: vendor=1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_AnAppIdWithItsNamespace_IsTheApp()
        => Assert.StartsWith("GET /echo\n", await _caller.GetStringAsync("/v1.0/invoke/callee.default/method/echo", Cancellation), StringComparison.Ordinal);

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(206)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task Invoke_EveryStatus_PassesThrough(int status)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _caller.BaseAddress };
        using var response = await client.GetAsync($"/v1.0/invoke/callee/method/status/{status}", Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Invoke_Head_KeepsTheLength()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1.0/invoke/callee/method/bytes/12345");
        using var response = await _caller.SendAsync(request, Cancellation);

        Assert.Equal(12345, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Invoke_AnAnswer_IsStreamed()
    {
        using var response = await _caller.GetAsync("/v1.0/invoke/callee/method/slow", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[5];

        // The app sends the rest only once the first part has arrived here.
        await body.ReadExactlyAsync(buffer, Cancellation);
        Assert.Equal("first", Encoding.ASCII.GetString(buffer));
        _release.SetResult();

        using var rest = new StreamReader(body);
        Assert.Equal("second", await rest.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Invoke_ARequest_IsStreamed()
    {
        var content = new GatedContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/invoke/callee/method/first-byte") { Content = content };
        var sending = _caller.SendAsync(request, Cancellation);

        // The rest is sent only once the first part has arrived at the app.
        await _release.Task.WaitAsync(Cancellation);
        content.Gate.SetResult();

        using var response = await sending;
        Assert.Equal("2", await response.TextAsync());
    }

    [Fact]
    public async Task Invoke_ABodyBeyondEveryDefaultLimit_Arrives()
    {
        var bytes = new byte[40 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        using var response = await _caller.PostAsync("/v1.0/invoke/callee/method/mirror", new ByteArrayContent(bytes), Cancellation);

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/v1.0/invoke/nobody/method/x", 500)]
    [InlineData("/v1.0/invoke/callee", 404)]
    [InlineData("/nothing/here", 404)]
    public async Task Invoke_WithoutATarget_IsADirectInvokeError(string path, int status)
    {
        using var response = await _caller.GetAsync(path, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("ERR_DIRECT_INVOKE", await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task Invoke_AnAppThatIsDown_Is500()
    {
        await _app.DisposeAsync();

        using var response = await _caller.GetAsync("/v1.0/invoke/callee/method/echo", Cancellation);

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_DIRECT_INVOKE"), (response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Fact]
    public async Task Stop_FinishesWhatIsUnderWay()
    {
        var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "leaving" });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };
        using var response = await client.GetAsync("/v1.0/invoke/callee/method/slow", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        var stopping = sidecar.StopAsync(Cancellation);
        Assert.False(stopping.IsCompleted);
        _release.SetResult();

        Assert.Equal("firstsecond", await response.Content.ReadAsStringAsync(Cancellation));
        await stopping;
    }

    [Fact]
    public async Task Invoke_IsCountedAtBothSidecars()
    {
        for (var i = 0; i < 3; i++)
            (await _caller.GetAsync("/v1.0/invoke/callee/method/echo?i=" + i, Cancellation)).Dispose();

        var sent = await _caller.GetStringAsync("/metrics", Cancellation);
        var received = await _callee.GetStringAsync("/metrics", Cancellation);

        Assert.Contains("""dapr_runtime_service_invocation_req_sent_total{app_id="caller",dst_app_id="callee"} 3""", sent, StringComparison.Ordinal);
        Assert.Contains("""dapr_http_server_request_count{app_id="caller",method="GET",status="200"} 3""", sent, StringComparison.Ordinal);
        Assert.Contains("""dapr_runtime_service_invocation_req_recv_total{app_id="callee",src_app_id="caller"} 3""", received, StringComparison.Ordinal);
        Assert.Contains(
            """dapr_http_client_completed_count{app_id="callee",client_method="GET",client_path="/echo",client_status="200"} 3""", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_Replicas_ShareTheCalls()
    {
        await using var replica = await TestApp.StartAsync("callee", app => app.MapGet("/echo", () => "replica"));
        var (_, client) = await _runtime.StartAsync(replica);
        client.Dispose();

        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
            answers.Add(await _caller.GetStringAsync("/v1.0/invoke/callee/method/echo", Cancellation));

        Assert.Equal(2, answers.Count(answer => answer == "replica"));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["dapr", "subscribe"]:
                response.StatusCode = 404;
                return;
            case ["status", var status]:
                response.StatusCode = int.Parse(status, null);
                if (status == "302")
                    response.Headers.Location = "/elsewhere";
                return;
            case ["bytes", var count]:
                response.ContentLength = int.Parse(count, null);
                return;
            case ["mirror"]:
                // All of it first: over HTTP/1.1 a client reads only when it has written.
                using (var body = new MemoryStream())
                {
                    await request.Body.CopyToAsync(body, Cancellation);
                    await response.Body.WriteAsync(body.ToArray(), Cancellation);
                }

                return;
            case ["slow"]:
                await response.WriteAsync("first", Cancellation);
                await _release.Task.WaitAsync(Cancellation);
                await response.WriteAsync("second", Cancellation);
                return;
            case ["first-byte"]:
                var buffer = new byte[1];
                await request.Body.ReadExactlyAsync(buffer, Cancellation);
                _release.SetResult();
                await request.Body.ReadExactlyAsync(buffer, Cancellation);
                await response.WriteAsync(Encoding.ASCII.GetString(buffer), Cancellation);
                return;
        }

        var text = new StringBuilder($"{request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}\n");
        foreach (var (name, value) in request.Headers)
            text.Append(null, $"{name}: {value}\n");
        using var reader = new StreamReader(request.Body);
        text.Append('\n').Append(await reader.ReadToEndAsync(Cancellation));
        response.Headers.Append("X-Answer", new(["a", "b"]));
        await response.WriteAsync(text.ToString(), Cancellation);
    }

    /// <summary>Sends "1", waits to be let on, sends "2".</summary>
    private sealed class GatedContent : HttpContent
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("1"u8.ToArray());
            await stream.FlushAsync();
            await Gate.Task;
            await stream.WriteAsync("2"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
