// A sidecar in a process of its own, for tests that kill it: COMPONENTS DATA PORT APP, two folders, its port and the app's address.
using System.Globalization;
using MusicGraph.Dapr.Runtime;

await using var runtime = await DaprRuntime.LoadAsync(args[0], args[1]);
var sidecar = runtime.CreateSidecar(new SidecarOptions
{
    AppId = "app",
    HttpPort = int.Parse(args[2], CultureInfo.InvariantCulture),
    AppEndpoint = new Uri(args[3]),
});
await sidecar.StartAsync();
await sidecar.ShutdownRequested;
