using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime;

namespace MusicGraph.DaprBench;

/// <summary>The same read of one row of SQLite: by an endpoint that does nothing else, and through a sidecar.</summary>
internal static class StateReads
{
    private const string Key = "song:1";
    private const string Value = """{"id":"1","title":"A song of a hundred bytes","artist":"Somebody","album":"Something","seconds":215}""";

    private const string Component = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: state.db
        """;

    /// <summary>Serves <c>GET /state</c>, with a prepared statement on one of a few connections that stay open.</summary>
    public static async Task RunBareAsync(string folder, int port)
    {
        var path = Path.Combine(folder, "bare.db");
        Prepare(path);
        var readers = new ConcurrentBag<SqliteCommand>();
        var app = Server(port);
        app.MapGet("/state", async (HttpContext context) =>
        {
            var command = readers.TryTake(out var open) ? open : Open(path);
            byte[] value;
            string etag;
            command.Parameters[0].Value = "app||" + Key;
            using (var row = command.ExecuteReader())
            {
                row.Read();
                value = row.GetFieldValue<byte[]>(0);
                etag = row.GetString(2);
            }

            readers.Add(command);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = value.Length;
            context.Response.Headers.ETag = etag;
            await context.Response.Body.WriteAsync(value);
        });
        await app.RunAsync();
    }

    /// <summary>Serves Dapr's API, with the key saved.</summary>
    public static async Task RunSidecarAsync(string folder, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "components"));
        await File.WriteAllTextAsync(Path.Combine(folder, "components", "statestore.yaml"), Component);
        await using var runtime = await DaprRuntime.LoadAsync(Path.Combine(folder, "components"), folder);
        await using var sidecar = runtime.CreateSidecar(new SidecarOptions { AppId = "app", HttpPort = port });
        await sidecar.StartAsync();
        using (var client = new HttpClient())
        {
            using var body = new StringContent($$"""[{"key":"{{Key}}","value":{{Value}}}]""", Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(sidecar.Endpoint, "/v1.0/state/statestore"), body);
            response.EnsureSuccessStatusCode();
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stop.TrySetResult());
        await stop.Task;
    }

    private static WebApplication Server(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        return builder.Build();
    }

    private static void Prepare(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, is_binary BOOLEAN NOT NULL, etag TEXT NOT NULL);
            INSERT INTO state VALUES ($key, $value, FALSE, $etag);
            """;
        command.Parameters.AddWithValue("$key", "app||" + Key);
        command.Parameters.AddWithValue("$value", Value);
        command.Parameters.AddWithValue("$etag", Guid.NewGuid().ToString());
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = "SELECT value, is_binary, etag FROM state WHERE key = $key";
        command.Parameters.Add(new SqliteParameter { ParameterName = "$key" });
        return command;
    }
}
