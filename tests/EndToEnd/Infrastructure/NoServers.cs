namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>For <c>components/local</c>: everything is in the data folder.</summary>
internal sealed class NoServers : IComponentServers
{
    public Task StartAsync() => Task.CompletedTask;

    public IReadOnlyDictionary<string, string> SettingsOf(int number) => new Dictionary<string, string>();

    public IReadOnlyList<string> Addresses => [];

    public IReadOnlyDictionary<string, string> WithWrongKey(IReadOnlyDictionary<string, string> settings) => new Dictionary<string, string>();

    public Task KillStateServerAsync() => throw new NotSupportedException("components/local has no servers.");

    public Task KillBrokerAsync() => throw new NotSupportedException("components/local has no servers.");

    public Task RestartAsync() => throw new NotSupportedException("components/local has no servers.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
