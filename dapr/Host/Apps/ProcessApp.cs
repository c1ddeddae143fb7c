using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MusicGraph.Host.Apps;

/// <summary>
/// An app in a process of its own; each line it prints is passed on with the app's name before it. A process that ends by itself once
/// everything has started is started again, at the same address; one that does so again and again is given up.
/// </summary>
internal sealed class ProcessApp(AppPlan plan) : IApp
{
    private const int MostRestarts = 5;
    private static readonly TimeSpan RestartsWithin = TimeSpan.FromMinutes(1);

    // Ctrl-C on a terminal reaches the apps' processes as well as the host's, and an app may be quicker than the host.
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Queue<long> _restarts = new();
    private volatile Process? _process;
    private Uri? _sidecar;
    private volatile bool _keepRunning;

    public AppPlan Plan => plan;

    public Task<string> Ended => _ended.Task;

    public void KeepRunning() => _keepRunning = true;

    public Task<Uri> StartAsync(Uri sidecar, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _sidecar = sidecar;
        Launch();
        return Task.FromResult(plan.Address);
    }

    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (_process is not { HasExited: false } process)
            return;

        using var limit = new CancellationTokenSource(grace);
        try
        {
            TerminationSignal.Send(process);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{plan.Name} took longer than {grace.TotalSeconds:0} s to stop and was ended.");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Launch()
    {
        var start = new ProcessStartInfo(DotnetPath())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(AssemblyPath());
        start.Environment["ASPNETCORE_URLS"] = plan.Address.GetLeftPart(UriPartial.Authority);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ProcessApp).Assembly.Location;
        foreach (var (name, value) in plan.Settings(_sidecar!))
            start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Relay(Console.Out, line.Data);
        process.ErrorDataReceived += (_, line) => Relay(Console.Error, line.Data);
        process.Exited += (_, _) => _ = OnExitedAsync(process);
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            throw new HostException($"{plan.Name} does not start: {error.Message}", inner: error);
        }

        _process = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task OnExitedAsync(Process process)
    {
        if (_stopping.IsCancellationRequested)
            return;

        var what = $"{plan.Name} (process {process.Id}) has ended with exit code {process.ExitCode}";
        if (!_keepRunning || !MayRestart())
        {
            _ended.TrySetResult(what + ".");
            return;
        }

        try
        {
            await Task.Delay(RestartDelay, _stopping.Token);
            await Console.Error.WriteLineAsync($"musicgraph: {what}; it is started again.");
            Launch();
            process.Dispose();
        }
        catch (OperationCanceledException)
        {
            // Everything stops.
        }
        catch (HostException error)
        {
            _ended.TrySetResult($"{what}. {error.Message}");
        }
    }

    private bool MayRestart()
    {
        while (_restarts.TryPeek(out var first) && Stopwatch.GetElapsedTime(first) > RestartsWithin)
            _restarts.Dequeue();
        _restarts.Enqueue(Stopwatch.GetTimestamp());
        return _restarts.Count <= MostRestarts;
    }

    private void Relay(TextWriter to, string? line)
    {
        if (line is not null)
            to.WriteLine($"{plan.Name,-10}| {line}");
    }

    /// <summary>Beside the host, where the build puts the projects it refers to; else where the app's own build puts it.</summary>
    private string AssemblyPath()
    {
        var file = plan.Service.AssemblyName + ".dll";
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string[] places =
        [
            Path.Combine(output.FullName, file),
            Path.Combine(Path.GetDirectoryName(plan.Service.Project)!, "bin", output.Parent?.Name ?? "", output.Name, file),
        ];
        return places.FirstOrDefault(place => File.Exists(place) && File.Exists(Path.ChangeExtension(place, ".runtimeconfig.json")))
            ?? throw new HostException($"{plan.Name} is not built: {file} is in none of {string.Join(", ", places.Select(Path.GetDirectoryName))}.");
    }

    /// <summary>The dotnet that runs this process, whether by <c>dotnet run</c> or by the app's own executable.</summary>
    private static string DotnetPath()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
