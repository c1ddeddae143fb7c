using System.Diagnostics;

namespace MusicGraph.EndToEnd.Running;

/// <summary>Runs a script of <c>clients/</c> or <c>tools/</c> with Node.</summary>
internal static class Node
{
    /// <summary>Starts a script whose standard input and output are the caller's to use.</summary>
    public static Process Start(string script) => Start(Repository.Clients, script);

    private static Process Start(string folder, string script, string? authority = null)
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
        if (authority is not null)
            start.Environment["NODE_EXTRA_CA_CERTS"] = authority;
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end and returns what it printed.</summary>
    /// <param name="authority">A certificate file that it is to trust as well.</param>
    public static Task<string> RunAsync(string script, string input, CancellationToken cancellationToken, string? authority = null) =>
        RunAsync(Repository.Clients, script, input, authority, cancellationToken);

    /// <summary>Runs a script of <c>tools/</c> to its end and returns what it printed.</summary>
    public static Task<string> RunToolAsync(string script, string input, CancellationToken cancellationToken) =>
        RunAsync(Repository.Tools, script, input, authority: null, cancellationToken);

    private static async Task<string> RunAsync(
        string folder, string script, string input, string? authority, CancellationToken cancellationToken)
    {
        using var process = Start(folder, script, authority);
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
