using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>One host, with its demo world, for all tests of a class.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public HostProcess Process { get; private set; } = null!;

    public Uri Address => Process.Address;

    public async ValueTask InitializeAsync() => Process = await HostProcess.StartAsync(_folder["data"]);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
