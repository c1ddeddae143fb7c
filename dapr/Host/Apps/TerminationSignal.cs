using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MusicGraph.Host.Apps;

/// <summary>Asks another process to end, as <c>kill</c> does; .NET itself can only end one by force.</summary>
internal static partial class TerminationSignal
{
    private const int SigTerm = 15;

    public static void Send(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill(entireProcessTree: true);
        else if (Kill(process.Id, SigTerm) != 0 && !process.HasExited)
            throw new HostException($"Process {process.Id} cannot be asked to end: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
