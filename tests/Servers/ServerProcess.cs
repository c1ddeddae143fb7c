using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;

namespace MusicGraph.Servers;

/// <summary>A real server as a process of its own, on a free loopback port, in a folder that is gone afterwards.</summary>
/// <remarks>A server derives from this, says how it is started and how it is seen to be ready; a missing program fails with its name.</remarks>
public abstract class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    /// <summary>The loopback port that it listens on; the same after a restart.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>What it keeps its data in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("musicgraph-server-").FullName;

    /// <summary>What it has printed.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>What to install when <see cref="StartInfo"/>'s program is missing, as in <c>apt install redis-server</c>.</summary>
    protected abstract string Package { get; }

    /// <summary>The program and its arguments, for <see cref="Port"/> and <see cref="Folder"/>.</summary>
    protected abstract ProcessStartInfo StartInfo { get; }

    /// <summary>Whether it answers; asked again and again until it does. An exception means no.</summary>
    protected virtual async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Starts it, or starts it again on the same port and data after <see cref="KillAsync"/>; returns once it answers.</summary>
    /// <exception cref="InvalidOperationException">The program is missing, ended, or did not answer in time.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var start = StartInfo;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{start.FileName} is missing; it comes with {Package}. ./test.sh installs it.");
        }

        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(_process, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it and its children at once, as <c>kill -9</c> does; its data stays.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task WaitUntilReadyAsync(Process process, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended by itself. It printed:\n{Output}");
            if (waited.Elapsed > s_patience)
                throw new InvalidOperationException($"{process.StartInfo.FileName} does not answer. It printed:\n{Output}");
            try
            {
                if (await IsReadyAsync(cancellationToken).ConfigureAwait(false))
                    return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Not ready yet.
            }

            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private void OnLine(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
