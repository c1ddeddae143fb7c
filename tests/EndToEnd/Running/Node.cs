using System.Diagnostics;

namespace MusicGraph.EndToEnd.Running;

/// <summary>Runs a script of <c>clients/</c> or <c>tools/</c> with Node.</summary>
internal static class Node
{
    /// <summary>Starts a script whose standard input and output are the caller's to use.</summary>
    public static Process Start(string script) => Start(Repository.Clients, script);

    private static Process Start(string folder, string script)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new InvalidOperationException("The npm clients are missing: ./test.sh installs them.");

        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end and returns what it printed.</summary>
    public static Task<string> RunAsync(string script, string input, CancellationToken cancellationToken) =>
        RunAsync(Repository.Clients, script, input, cancellationToken);

    /// <summary>Runs a script of <c>tools/</c> to its end and returns what it printed.</summary>
    public static Task<string> RunToolAsync(string script, string input, CancellationToken cancellationToken) =>
        RunAsync(Repository.Tools, script, input, cancellationToken);

    private static async Task<string> RunAsync(string folder, string script, string input, CancellationToken cancellationToken)
    {
        using var process = Start(folder, script);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script} failed:\n{await error}\n{output}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
