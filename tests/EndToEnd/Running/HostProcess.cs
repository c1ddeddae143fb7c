using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd.Running;

/// <summary>The host as a process of its own, known by what it prints and serves.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) => OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The gateway.</summary>
    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>What was printed so far.</summary>
    public string Output => string.Join('\n', _lines);

    public IReadOnlyCollection<string> Lines => _lines;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the host on a free port and does not wait for it.</summary>
    public static HostProcess Begin(string data, params string[] options) => Begin(LoopbackPort.Free(), data, options);

    public static HostProcess Begin(int port, string data, params string[] options) => Begin(port, searchPath: null, data, options);

    /// <summary>Starts the host with settings of its own, and waits until it says that it is ready.</summary>
    public static Task<HostProcess> StartAsync(string data, IReadOnlyDictionary<string, string> settings, params string[] options) =>
        UntilReadyAsync(BeginWith(Components.SettingsOf(data).Concat(settings), data, options));

    /// <summary>Starts the host where only the programs of one folder are found.</summary>
    public static HostProcess BeginWithout(string searchPath, string data, params string[] options) => Begin(LoopbackPort.Free(), searchPath, data, options);

    /// <summary>Starts the host with these environment variables in place of those that its components refer to.</summary>
    public static HostProcess BeginWith(IEnumerable<KeyValuePair<string, string>> settings, string data, params string[] options) =>
        Begin(LoopbackPort.Free(), searchPath: null, data, options, settings);

    private static HostProcess Begin(
        int port, string? searchPath, string data, string[] options, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        var start = new ProcessStartInfo(DotnetPath())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var choosesComponents = options.Any(option => option.StartsWith("--components", StringComparison.Ordinal));
        foreach (var argument in (string[])[Repository.HostAssembly, "--port", $"{port}", "--data", data, .. choosesComponents ? [] : Components.Options, .. options])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings ?? Components.SettingsOf(data))
            start.Environment[name] = value;
        if (searchPath is not null)
            start.Environment["PATH"] = searchPath;
        return new HostProcess(Process.Start(start)!, port);
    }

    /// <summary>Starts the host and waits until it says that it is ready.</summary>
    public static Task<HostProcess> StartAsync(string data, params string[] options) => UntilReadyAsync(Begin(data, options));

    private static async Task<HostProcess> UntilReadyAsync(HostProcess host)
    {
        try
        {
            await host.WaitUntilReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async Task WaitUntilReadyAsync()
    {
        var exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, exited, Task.Delay(Patience)) != _ready.Task)
            throw new InvalidOperationException($"The host is not ready. It printed:\n{Output}");
    }

    /// <summary>Waits until a line like this was printed, and returns it.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> isIt)
    {
        await Condition.UntilAsync(() => _lines.Any(isIt) || HasExited, "the line was printed");
        if (HasExited)
            await WaitForExitAsync(); // Its last lines come after its end.
        return _lines.FirstOrDefault(isIt) ?? throw new InvalidOperationException($"The host has not printed it:\n{Output}");
    }

    /// <summary>The address of an app's sidecar, from the table that the host prints.</summary>
    public Uri Sidecar(string app) => new(Row(app).Groups["sidecar"].Value);

    /// <summary>The address of an app.</summary>
    public Uri App(string app) => new(Row(app).Groups["address"].Value);

    public bool IsHealthy(string app) => Row(app).Groups["health"].Value == "healthy";

    /// <summary>Asks the host to stop and returns its exit code.</summary>
    public async Task<int> StopAsync(PosixSignal signal = PosixSignal.SIGTERM)
    {
        _ = Kill(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15);
        return await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends the host and all its children at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static string DotnetPath() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (ReadyLine().IsMatch(line))
            _ready.TrySetResult();
    }

    private Match Row(string app) =>
        _lines.Select(line => TableRow().Match(line)).FirstOrDefault(row => row.Success && row.Groups["app"].Value == app)
        ?? throw new InvalidOperationException($"The table has no {app}:\n{Output}");

    [GeneratedRegex(@"^ready in \d+ ms$")]
    public static partial Regex ReadyLine();

    [GeneratedRegex(@"^  (?<app>\S+) +(?<address>http://\S+) +(?<sidecar>http://\S+) +(?<health>.+)$")]
    private static partial Regex TableRow();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
