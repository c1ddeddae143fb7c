using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

// What no GraphQL server on ASP.NET Core can beat: it knows the one subscription and the one mutation of subs.mjs, and writes the same
// bytes to every socket, one after the other, without a parser, an operation or a queue.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "5208"}");

var app = builder.Build();
app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
var sockets = new ConcurrentDictionary<WebSocket, bool>();
app.Map("/graphql", context => context.WebSockets.IsWebSocketRequest ? ListenAsync(context) : AnswerAsync(context));
await app.RunAsync();

async Task ListenAsync(HttpContext context)
{
    using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
    var buffer = new byte[512];
    try
    {
        await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        await socket.SendAsync("""{"type":"connection_ack"}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        sockets.TryAdd(socket, true);
        while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close) ;
    }
    catch (WebSocketException)
    {
        // The client has gone without a word.
    }
    finally
    {
        sockets.TryRemove(socket, out _);
    }
}

async Task AnswerAsync(HttpContext context)
{
    using var request = await JsonDocument.ParseAsync(context.Request.Body);
    var query = request.RootElement.GetProperty("query").GetString()!;
    var song = query.Contains("shareSong", StringComparison.Ordinal) ? query.Split('"')[1] : null;
    if (song is not null)
    {
        var title = $"Song title {song[1..]}";
        var message = new
        {
            id = "1",
            type = "next",
            payload = new { data = new { songShared = new { id = song, title } } },
        };
        _ = SendAsync(JsonSerializer.SerializeToUtf8Bytes(message));
    }

    await context.Response.WriteAsJsonAsync(new { data = new { shareSong = new { id = song } } });
}

async Task SendAsync(byte[] message)
{
    await Task.Yield();
    foreach (var (socket, _) in sockets)
    {
        if (socket.State == WebSocketState.Open) await socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
    }
}
