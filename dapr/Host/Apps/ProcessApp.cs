using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MusicGraph.Host.Apps;

/// <summary>An app in a process of its own; each line it prints is passed on with the app's name before it.</summary>
internal sealed class ProcessApp(AppPlan plan) : IApp
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private volatile bool _stopping;

    public AppPlan Plan => plan;

    public Task<string> Ended => _ended.Task;

    public Task<Uri> StartAsync(Uri sidecar, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(DotnetPath())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(AssemblyPath());
        start.Environment["ASPNETCORE_URLS"] = plan.Address.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in plan.Settings(sidecar))
            start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Relay(Console.Out, line.Data);
        process.ErrorDataReceived += (_, line) => Relay(Console.Error, line.Data);
        process.Exited += (_, _) =>
        {
            if (!_stopping)
                _ended.TrySetResult($"{plan.Name} (process {process.Id}) has ended with exit code {process.ExitCode}.");
        };
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
        return Task.FromResult(plan.Address);
    }

    public async Task StopAsync(TimeSpan grace)
    {
        _stopping = true;
        if (_process is null || _process.HasExited)
            return;

        using var limit = new CancellationTokenSource(grace);
        try
        {
            TerminationSignal.Send(_process);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{plan.Name} took longer than {grace.TotalSeconds:0} s to stop and was ended.");
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
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
