using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MusicGraph.Dapr.Client.Http;

/// <summary>Where a sidecar is and the token it wants.</summary>
/// <remarks>https://docs.dapr.io/reference/environment/.</remarks>
internal sealed record DaprEndpoint(Uri Address, string? ApiToken)
{
    private const int DefaultPort = 3500;

    public static DaprEndpoint From(IConfiguration configuration) => From(name => configuration[name]);

    public static DaprEndpoint FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <exception cref="ArgumentException">It is no absolute http or https address.</exception>
    public static Uri Parse(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ArgumentException($"'{address}' is no address of a Dapr sidecar: http://host:port is needed.", nameof(address));

    private static DaprEndpoint From(Func<string, string?> read)
    {
        var address = read("DAPR_HTTP_ENDPOINT");
        var port = read("DAPR_HTTP_PORT");
        var token = read("DAPR_API_TOKEN");
        var uri = !string.IsNullOrEmpty(address)
            ? Parse(address)
            : new UriBuilder("http", "127.0.0.1", ParsePort(port)).Uri;
        return new DaprEndpoint(uri, string.IsNullOrEmpty(token) ? null : token);
    }

    private static int ParsePort(string? port)
        => string.IsNullOrEmpty(port)
            ? DefaultPort
            : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
                ? number
                : throw new ArgumentException($"DAPR_HTTP_PORT is '{port}', which is no port.", nameof(port));
}
