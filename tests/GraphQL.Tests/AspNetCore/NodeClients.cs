using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Runs the scripts in <c>clients/</c>, whose packages are installed when they are missing.</summary>
public sealed class NodeClients : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(SourcePath())!, "clients");

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) await RunAsync("npm", "ci", "--no-audit", "--no-fund");
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Runs a script with addresses as its arguments; its output.</summary>
    public Task<string> RunAsync(string script, params IEnumerable<Uri> addresses)
        => RunAsync("node", [script, .. addresses.Select(address => address.ToString())]);

    private static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{await output}{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{start.FileName} is missing; it comes with nodejs. ./test.sh installs it.");
        }
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
