using System.Runtime.InteropServices;
using MusicGraph.Dapr.Runtime;

namespace MusicGraph.DaprBench;

/// <summary>A sidecar over the durable embedded broker, for publishers; nobody subscribes.</summary>
internal static class Publishing
{
    private const string Component = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: pubsub
        spec:
          type: pubsub.embedded
          version: v1
          metadata:
            - name: connectionString
              value: pubsub.db
        """;

    /// <summary>Serves Dapr's API until it is told to stop.</summary>
    public static async Task RunAsync(string folder, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "components"));
        await File.WriteAllTextAsync(Path.Combine(folder, "components", "pubsub.yaml"), Component);
        await using var runtime = await DaprRuntime.LoadAsync(Path.Combine(folder, "components"), folder);
        await using var sidecar = runtime.CreateSidecar(new SidecarOptions { AppId = "app", HttpPort = port });
        await sidecar.StartAsync();
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stop.TrySetResult());
        await stop.Task;
    }
}
