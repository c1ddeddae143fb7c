using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MusicGraph.Servers.Azure;

/// <summary>A server that comes from npm, by <c>npm/package.json</c> beside this file, and runs under Node.</summary>
public abstract class NpmServer : ServerProcess
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(SourcePath())!, "npm");

    /// <inheritdoc/>
    protected sealed override string Package => "nodejs";

    /// <summary>The script below the npm folder, and its arguments.</summary>
    protected abstract IEnumerable<string> Command { get; }

    /// <inheritdoc/>
    protected sealed override ProcessStartInfo StartInfo
        => Directory.Exists(Path.Combine(s_folder, "node_modules"))
            ? new ProcessStartInfo("node", Command) { WorkingDirectory = s_folder }
            : throw new InvalidOperationException("The npm packages of tests/Servers are missing: ./test.sh installs them.");

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
