using MusicGraph.Host;
using MusicGraph.Host.Apps;

// .NET looks for this name outside of any namespace: https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
#pragma warning disable CA1050

/// <summary>
/// Runs inside of every app that the host starts as a process, before the app does: the app ends when the host does, however that ends,
/// and needs to know nothing of the host.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by .NET, by its name, because <see cref="ProcessApp"/> sets <c>DOTNET_STARTUP_HOOKS</c>.</summary>
    public static void Initialize() => new Thread(WaitForHost) { IsBackground = true, Name = "waits for the host to end" }.Start();

    private static void WaitForHost()
    {
        // The host holds the other end of this pipe and never writes: it is read to its end when the host's process is gone.
        using var host = Console.OpenStandardInput();
        Span<byte> nothing = stackalloc byte[1];
        while (host.Read(nothing) > 0)
        {
        }

        Environment.Exit(HostException.Failure);
    }
}
