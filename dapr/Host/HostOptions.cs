using System.Collections.Immutable;
using System.Globalization;

namespace MusicGraph.Host;

/// <summary>What the command line asks for.</summary>
/// <param name="Port">The gateway's port; null for the one of <c>tye.yaml</c>.</param>
/// <param name="Data">The folder everything is kept in, as given.</param>
/// <param name="Components">The folder of Dapr component files; null for <c>components/local</c> beside <c>tye.yaml</c>.</param>
/// <param name="Import">A folder of music to import; null for none.</param>
/// <param name="Demo">Whether the demo world is made when it is not there.</param>
/// <param name="Processes">Whether each app runs as a process of its own.</param>
/// <param name="Replicas">How many of an app run, by its name, where it is not as <c>tye.yaml</c> says.</param>
/// <param name="Help">Whether only the help is asked for.</param>
internal sealed record HostOptions(
    int? Port = null,
    string Data = "data",
    string? Components = null,
    string? Import = null,
    bool Demo = true,
    bool Processes = false,
    ImmutableDictionary<string, int>? Replicas = null,
    bool Help = false)
{
    public const string HelpText = """
        MusicGraph: starts the GraphQL gateway and every service of tye.yaml, each beside its own Dapr sidecar.

        Usage: dotnet run --project dapr/Host -- [options]

          --port PORT        the gateway's port on 127.0.0.1 (5000, as tye.yaml says)
          --data DIR         where state, audio and keys are kept (./data)
          --components DIR   the Dapr components to run on (components/local)
          --import DIR       also imports a folder of music, with all its subfolders; needs ffprobe
          --no-demo          does not create the demo world at the first start
          --processes        runs each app as a process of its own, not all in one; one that ends is started again
          --replicas APP=N   runs N of an app (as tye.yaml says); further gateways take the ports after the first one's
          --help             prints this

        GET /healthz on the gateway answers 200 once everything is up, and 503 before. Ctrl-C or SIGTERM stops everything.
        """;

    /// <summary>Reads a command line.</summary>
    /// <exception cref="HostException">An option is unknown or its value is wrong.</exception>
    public static HostOptions Parse(IReadOnlyList<string> args)
    {
        var options = new HostOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            options = name switch
            {
                "--help" or "-h" or "-?" => Flag(options with { Help = true }),
                "--no-demo" => Flag(options with { Demo = false }),
                "--processes" => Flag(options with { Processes = true }),
                "--port" => options with { Port = ParsePort(Value()) },
                "--data" => options with { Data = Value() },
                "--components" => options with { Components = Value() },
                "--import" => options with { Import = Value() },
                "--replicas" => WithReplicas(options, Value()),
                _ => throw Wrong(name.StartsWith('-') ? $"There is no option {name}." : $"'{name}' is not an option."),
            };

            HostOptions Flag(HostOptions set) => value is null ? set : throw Wrong($"{name} takes no value.");

            string Value()
            {
                var given = value ?? (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null);
                return string.IsNullOrWhiteSpace(given) ? throw Wrong($"{name} needs a value.") : given;
            }
        }

        return options;
    }

    private static (string Name, string? Value) Split(string arg)
    {
        var equals = arg.StartsWith("--", StringComparison.Ordinal) ? arg.IndexOf('=') : -1;
        return equals < 0 ? (arg, null) : (arg[..equals], arg[(equals + 1)..]);
    }

    private static int ParsePort(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Wrong($"--port needs a number from 1 to 65535, not '{value}'.");

    private static HostOptions WithReplicas(HostOptions options, string value) =>
        value.Split('=') is [{ Length: > 0 } app, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? options with { Replicas = (options.Replicas ?? ImmutableDictionary<string, int>.Empty).SetItem(app, count) }
            : throw Wrong($"--replicas needs an app and a number, such as gateway=2, not '{value}'.");

    private static HostException Wrong(string what) => new($"{what} --help explains the options.", HostException.Usage);
}
