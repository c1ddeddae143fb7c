using System.Diagnostics;

namespace MusicGraph.Host.Import;

/// <summary>What a tool printed.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Bytes, string Error)
{
    public string Output => System.Text.Encoding.UTF8.GetString(Bytes);
}

/// <summary>Runs a tool of the machine, such as <c>ffprobe</c>.</summary>
internal static class Tool
{
    /// <exception cref="System.ComponentModel.Win32Exception">It is not there.</exception>
    /// <exception cref="TimeoutException">It took longer than the limit and was ended.</exception>
    public static async Task<ToolResult> RunAsync(
        string name, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        try
        {
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(ending.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, ending.Token);
            await process.WaitForExitAsync(ending.Token);
            return new ToolResult(process.ExitCode, output.ToArray(), await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{name} took longer than {limit.TotalSeconds:0} s.");
        }
    }
}
