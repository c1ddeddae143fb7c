using MusicGraph.Dapr.Runtime;

namespace MusicGraph.DaprBench;

/// <summary>The same call of a small endpoint: directly, and from one app's sidecar over the other's.</summary>
internal static class Invocations
{
    private static readonly byte[] s_answer = """{"id":"1","title":"A song of a hundred bytes","artist":"Somebody","album":"Something","seconds":215}"""u8.ToArray();

    /// <summary>Serves <c>GET /song</c>.</summary>
    public static Task RunDirectAsync(int port) => App(port).RunAsync();

    /// <summary>Serves the API of the caller's sidecar; the callee and its sidecar are in the same process, as the host has them.</summary>
    public static async Task RunSidecarsAsync(string folder, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "components"));
        await using var app = App(port: 0);
        await app.StartAsync();
        await using var runtime = await DaprRuntime.LoadAsync(Path.Combine(folder, "components"), folder);
        await using var callee = runtime.CreateSidecar(new SidecarOptions { AppId = "callee", AppEndpoint = new Uri(app.Urls.First()) });
        await callee.StartAsync();
        await callee.Ready;
        await using var caller = runtime.CreateSidecar(new SidecarOptions { AppId = "caller", HttpPort = port });
        await caller.StartAsync();
        await app.WaitForShutdownAsync();
    }

    private static WebApplication App(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/song", async (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = s_answer.Length;
            await context.Response.Body.WriteAsync(s_answer);
        });
        return app;
    }
}
