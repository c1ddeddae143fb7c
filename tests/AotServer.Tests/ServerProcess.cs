using System.Diagnostics;
using System.Reflection;

namespace MusicGraph.AotServer.Tests;

/// <summary>
/// The server as a process of its own. It is the build's, run without the features that NativeAOT takes away; or, by the variable
/// <c>AOT_SERVER</c>, <c>trimmed</c> or <c>native</c> publishes it so first, and a path runs what is there.
/// </summary>
public sealed class ServerProcess : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"aot-server-{Guid.NewGuid():N}");
    private Process _process = null!;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _process = Start(await FindAsync());
        var address = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        Client.BaseAddress = new Uri(address);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> FindAsync()
    {
        var project = Metadata("ServerProject");
        switch (Environment.GetEnvironmentVariable("AOT_SERVER"))
        {
            case null or "": return Path.Combine(project, Metadata("ServerOutput"));
            case "trimmed": return await PublishAsync(project, "Trimmed");
            case "native": return await PublishAsync(project, "NativeAot");
            case var path: return path;
        }
    }

    /// <summary>Publishes the server; a warning of the trimmer or the compiler is an error.</summary>
    private async Task<string> PublishAsync(string project, string kind)
    {
        string[] arguments = ["publish", project, "-c", "Release", "--use-current-runtime", $"-p:{kind}=true", "-o", _folder];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
        return Path.Combine(_folder, OperatingSystem.IsWindows() ? "MusicGraph.AotServer.exe" : "MusicGraph.AotServer");
    }

    private static Process Start(string path)
    {
        var isAssembly = path.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : path, isAssembly ? [path] : []) { RedirectStandardOutput = true };
        start.Environment.Remove("PORT");

        // The schema is told in development only.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start)!;
    }

    private static string Metadata(string key) =>
        typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
