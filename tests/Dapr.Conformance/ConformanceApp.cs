using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Conformance;

/// <summary>
/// The app beside the sidecar: it keeps what it is sent, and answers as a test said it should. What belongs to which test is told by
/// an id (<see cref="NewId"/>) that stands somewhere in the body or the address.
/// </summary>
public sealed partial class ConformanceApp : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<Received> _received = [];
    private readonly ConcurrentDictionary<string, Queue<(int Status, string Body)>> _answers = [];
    private readonly ConcurrentDictionary<string, string> _entryAnswers = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConformanceApp(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts it on a loopback port, 0 for a free one.</summary>
    public static async Task<ConformanceApp> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var web = builder.Build();
        var app = new ConformanceApp(web);
        web.Run(app.HandleAsync);
        await web.StartAsync();
        return app;
    }

    /// <summary>What a test's messages carry.</summary>
    public static string NewId() => $"id-{Guid.NewGuid():N}";

    /// <summary>Says how requests that carry an id are answered, one after the other; then, and by default, with 200 and nothing.</summary>
    public void Answer(string id, params (int Status, string Body)[] answers) => _answers[id] = new(answers);

    /// <summary>Says what becomes of an entry of many events the first time that it comes; by default, <c>SUCCESS</c>.</summary>
    public void AnswerEntry(string id, string status) => _entryAnswers[id] = status;

    /// <summary>Lets the answer of <c>/gate</c> for an id be finished.</summary>
    public void Open(string id) => Gate(id).TrySetResult();

    /// <summary>The requests for which something holds, once there are so many of them.</summary>
    /// <exception cref="TimeoutException">They did not come.</exception>
    public async Task<IReadOnlyList<Received>> WaitForAsync(Func<Received, bool> match, int count = 1)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var found = _received.Where(match).ToList();
                if (found.Count >= count)
                    return found;
                if (patience.IsCancellationRequested)
                    throw new TimeoutException($"{found.Count} of {count} requests came. There were:\n{string.Join('\n', _received.TakeLast(20))}");
                changed = _changed.Task;
            }

            await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, patience.Token));
        }
    }

    /// <summary>The first request to a path that carries an id.</summary>
    public async Task<Received> WaitForAsync(string path, string id) => (await WaitForAsync(request => Carries(request, path, id)))[0];

    /// <summary>The first so many requests to a path that carry an id.</summary>
    public Task<IReadOnlyList<Received>> WaitForAsync(string path, string id, int count) => WaitForAsync(request => Carries(request, path, id), count);

    /// <summary>How many requests carry an id, to whatever path.</summary>
    public int Count(string id)
    {
        lock (_lock)
            return _received.Count(request => IdsOf(request).Contains(id));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static bool Carries(Received request, string path, string id)
        => request.Target.Split('?')[0] == path && IdsOf(request).Contains(id);

    // Raw payloads travel in base64.
    private static IEnumerable<string> IdsOf(Received request)
        => Base64.Matches(request.Body).Select(match => Decode(match.Groups[1].Value)).Append(request.Body).Append(request.Target)
            .SelectMany(text => Id.Matches(text)).Select(match => match.Value);

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "";
    }

    private async Task HandleAsync(HttpContext context)
    {
        switch (context.Request.Path.Value!.Split('/')[1])
        {
            case "length":
                await AnswerLengthAsync(context);
                return;
            case "gate":
                await AnswerInTwoAsync(context);
                return;
            default:
                break;
        }

        var received = await ReadAsync(context);
        lock (_lock)
        {
            _received.Add(received);
            var changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }

        await (context.Request.Path.Value switch
        {
            "/dapr/subscribe" => context.Response.WriteAsync(Topics.Subscriptions),
            "/dapr/config" => NotFound(context),
            "/tick" or "/explicit" => Task.CompletedTask,
            "/unwanted" => NotFound(context),
            var path when HttpMethods.IsOptions(context.Request.Method) && !path!.StartsWith("/echo", StringComparison.Ordinal) => NotFound(context),
            var path when path!.StartsWith("/echo", StringComparison.Ordinal) => EchoAsync(context, received),
            _ => AnswerAsync(context, received),
        });
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Answers with the body that came, with the status and the header that the request asks for.</summary>
    private static async Task EchoAsync(HttpContext context, Received received)
    {
        if (received.Headers.TryGetValue("x-answer-status", out var status))
            context.Response.StatusCode = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
        if (received.Headers.TryGetValue("x-answer-header", out var header))
            context.Response.Headers["x-answered"] = header;
        context.Response.ContentType = context.Request.ContentType ?? "text/plain";
        if (context.Response.StatusCode is not (204 or 304))
            await context.Response.WriteAsync(received.Body);
    }

    private async Task AnswerAsync(HttpContext context, Received received)
    {
        foreach (var id in IdsOf(received))
        {
            if (_answers.TryGetValue(id, out var answers))
            {
                (int Status, string Body) answer;
                lock (answers)
                {
                    if (!answers.TryDequeue(out answer))
                        continue;
                }

                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(answer.Body);
                return;
            }
        }

        if (received.Target.EndsWith("bulk", StringComparison.Ordinal))
            await AnswerEntriesAsync(context, received);
    }

    private async Task AnswerEntriesAsync(HttpContext context, Received received)
    {
        var statuses = received.Json.GetProperty("entries").EnumerateArray().Select(entry =>
        {
            var status = Id.Matches(entry.GetRawText()).Select(id => _entryAnswers.TryRemove(id.Value, out var said) ? said : null)
                .FirstOrDefault(said => said is not null);
            return $$"""{"entryId":"{{entry.GetProperty("entryId").GetString()}}","status":"{{status ?? "SUCCESS"}}"}""";
        });
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"statuses":[{{string.Join(',', statuses)}}]}""");
    }

    /// <summary>Answers with how long the body was and what its hash is; it is not kept.</summary>
    private static async Task AnswerLengthAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long length = 0;
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; length += read)
            hash.AppendData(buffer, 0, read);
        await context.Response.WriteAsync($"{length} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }

    /// <summary>Sends a piece at once and the other when a test has seen the first.</summary>
    private async Task AnswerInTwoAsync(HttpContext context)
    {
        var id = context.Request.Path.Value!.Split('/')[2];
        await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Gate(id).Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync("end");
    }

    private TaskCompletionSource Gate(string id) => _gates.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async Task<Received> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return new Received(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted));
    }

    [GeneratedRegex("id-[0-9a-f]{32}")]
    private static partial Regex Id { get; }

    [GeneratedRegex("\"data_base64\":\\s*\"([^\"]+)\"")]
    private static partial Regex Base64 { get; }
}
