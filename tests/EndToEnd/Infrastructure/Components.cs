using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>
/// The folder of <c>components/</c> that all tests run on, as <c>MUSICGRAPH_COMPONENTS</c> names it, and its servers, which are started once.
/// A world is what one data folder stands for: hosts with the same data folder share their state and events, and no others do.
/// </summary>
public sealed partial class Components : IAsyncLifetime
{
    /// <summary>
    /// The trait that says of a test on which infrastructure it is worth its time. <see cref="Any"/> is for those that are about the host, the
    /// gateway or a client of it: they pass on each, but <c>./test.sh</c> without <c>--components</c> runs them on <c>components/local</c> alone.
    /// </summary>
    public const string Trait = "Infrastructure";

    /// <inheritdoc cref="Trait"/>
    public const string Any = "any";

    /// <summary>The folder's name; <c>local</c> when nothing is said.</summary>
    public static string Name { get; } = Environment.GetEnvironmentVariable("MUSICGRAPH_COMPONENTS") is { Length: > 0 } name ? name : Local;

    /// <summary>How many worlds there may be in one run.</summary>
    internal const int MostWorlds = 80;

    private const string Local = "local";

    private static readonly ConcurrentDictionary<string, int> s_worlds = new();

    /// <summary>Whether there are servers that could be ended.</summary>
    public static bool HasServers => Name != Local;

    internal static IComponentServers Servers { get; } = Name switch
    {
        Local => new NoServers(),
        "azure" => new AzureServers(),
        "redis" => new RedisServers(),
        "postgres-rabbitmq" => new PostgresRabbitMqServers(),
        _ => throw new InvalidOperationException($"MUSICGRAPH_COMPONENTS is '{Name}', and the tests do not know which servers that needs."),
    };

    /// <summary>The host's options that choose the components.</summary>
    public static IEnumerable<string> Options => HasServers ? ["--components", Path.Combine(Repository.Root, "components", Name)] : [];

    /// <summary>What the components of this data folder's world refer to, as environment variables.</summary>
    public static IReadOnlyDictionary<string, string> SettingsOf(string dataFolder) =>
        Servers.SettingsOf(s_worlds.GetOrAdd(dataFolder, _ => s_worlds.Count < MostWorlds
            ? s_worlds.Count
            : throw new InvalidOperationException($"The servers were made for {MostWorlds} worlds ({nameof(MostWorlds)}).")));

    /// <summary>The port of the address in a setting.</summary>
    public static int PortOf(string setting) => int.Parse(Port().Match(setting).Value, CultureInfo.InvariantCulture);

    /// <summary>A setting with another port in its address.</summary>
    public static string At(string setting, int port) => Port().Replace(setting, $"{port}");

    public async ValueTask InitializeAsync() => await Servers.StartAsync();

    public ValueTask DisposeAsync() => Servers.DisposeAsync();

    [GeneratedRegex("(?<=[:=])[0-9]{4,5}\\b")]
    private static partial Regex Port();
}
