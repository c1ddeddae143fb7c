namespace MusicGraph.Host;

/// <summary>Something the person who started the host can put right; the message says what, and no stack trace is shown.</summary>
/// <param name="exitCode">What the process ends with: 2 for a wrong command line, 1 for everything else.</param>
internal sealed class HostException(string message, int exitCode = HostException.Failure, Exception? inner = null)
    : Exception(message, inner)
{
    public const int Failure = 1;
    public const int Usage = 2;

    public int ExitCode { get; } = exitCode;
}
