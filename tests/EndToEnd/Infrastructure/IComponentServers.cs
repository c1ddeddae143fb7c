namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>The servers that a folder of <c>components/</c> needs, for many worlds that do not see one another.</summary>
internal interface IComponentServers : IAsyncDisposable
{
    Task StartAsync();

    /// <summary>What the components of one world refer to, as environment variables.</summary>
    /// <param name="number">Which world, from 0.</param>
    IReadOnlyDictionary<string, string> SettingsOf(int number);

    /// <summary>The settings that have a server's address in them, first that of the server that keeps state.</summary>
    IReadOnlyList<string> Addresses { get; }

    /// <summary>The settings that have a key in them, each with a value whose key is wrong.</summary>
    /// <param name="settings">What <see cref="SettingsOf"/> said.</param>
    IReadOnlyDictionary<string, string> WithWrongKey(IReadOnlyDictionary<string, string> settings);

    /// <summary>Ends the server that keeps state, as <c>kill -9</c> does; its data stays.</summary>
    Task KillStateServerAsync();

    /// <summary>Ends the server that carries events, as <c>kill -9</c> does; its data stays.</summary>
    Task KillBrokerAsync();

    /// <summary>Starts again what was killed, on the same data.</summary>
    Task RestartAsync();
}
