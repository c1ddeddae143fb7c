namespace MusicGraph.Dapr.Runtime.Tests.Support;

/// <summary>A runtime over components in a folder of its own.</summary>
public sealed class TestRuntime : IAsyncDisposable
{
    public const string StateStores = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: "state.db"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: memory
        spec:
          type: state.in-memory
          version: v1
        """;

    public const string PubSub = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: pubsub
        spec:
          type: pubsub.in-memory
          version: v1
        """;

    public const string Media = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: media
        spec:
          type: bindings.localstorage
          version: v1
          metadata:
            - name: rootPath
              value: media
        """;

    private readonly DaprRuntime _runtime;

    public TestRuntime(params string[] resources)
        : this(_ => { }, resources)
    {
    }

    /// <param name="prepare">Writes what the components find when they open.</param>
    public TestRuntime(Action<TestFolder> prepare, params string[] resources)
    {
        prepare(Folder);
        for (var i = 0; i < resources.Length; i++)
            Folder.Write($"components/{i}.yaml", resources[i]);
        Directory.CreateDirectory(Folder.Combine("components"));
        _runtime = DaprRuntime.LoadAsync(Folder.Combine("components"), Data, timeProvider: Time).GetAwaiter().GetResult();
    }

    public TestFolder Folder { get; } = new();

    public ManualTime Time { get; } = new();

    public string Data => Folder.Combine("data");

    /// <summary>A <c>bindings.cron</c>.</summary>
    /// <param name="more">One more field of its metadata, <c>name: value</c>.</param>
    public static string Cron(string name, string schedule, string? more = null) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "{schedule}"
        {(more?.Split(": ") is [var field, var value] ? $"    - name: {field}\n      value: {value}" : "")}
        """;

    public Sidecar CreateSidecar(SidecarOptions options) => _runtime.CreateSidecar(options);

    /// <summary>A started sidecar without an app, and a client of it.</summary>
    public async Task<(Sidecar Sidecar, HttpClient Client)> StartAsync(string appId = "app")
    {
        var sidecar = CreateSidecar(new SidecarOptions { AppId = appId });
        await sidecar.StartAsync(TestContext.Current.CancellationToken);
        return (sidecar, new HttpClient { BaseAddress = sidecar.Endpoint });
    }

    /// <summary>A started sidecar beside a started app, ready.</summary>
    public async Task<(Sidecar Sidecar, HttpClient Client)> StartAsync(TestApp app)
    {
        var sidecar = CreateSidecar(new SidecarOptions { AppId = app.Id, AppEndpoint = app.Address });
        await sidecar.StartAsync(TestContext.Current.CancellationToken);
        await sidecar.Ready.WaitAsync(TestContext.Current.CancellationToken);
        return (sidecar, new HttpClient { BaseAddress = sidecar.Endpoint });
    }

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        Folder.Dispose();
    }
}
