using MusicGraph.Dapr.Runtime;

namespace MusicGraph.Dapr.Conformance;

/// <summary>The embedded runtime on the components of this project, in a folder that is gone afterwards.</summary>
internal sealed class EmbeddedDapr(DirectoryInfo folder, DaprRuntime runtime, Sidecar sidecar) : IAsyncDisposable
{
    public Uri Endpoint => sidecar.Endpoint;

    public static async Task<EmbeddedDapr> StartAsync(Uri app, string apiToken, string appToken)
    {
        var folder = Directory.CreateTempSubdirectory("musicgraph-conformance-");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "components")))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));

        var runtime = await DaprRuntime.LoadAsync(folder.FullName, folder.FullName);
        var sidecar = runtime.CreateSidecar(new SidecarOptions
        {
            AppId = Subject.AppId,
            AppEndpoint = app,
            ApiToken = apiToken,
            AppToken = appToken,
        });
        await sidecar.StartAsync();
        await sidecar.Ready;
        return new EmbeddedDapr(folder, runtime, sidecar);
    }

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
