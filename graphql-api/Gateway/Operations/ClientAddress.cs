using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace MusicGraph.Gateway.Operations;

/// <summary>
/// Where a request comes from when it comes through proxies. What they say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> is believed
/// from the addresses and networks of the setting <c>TRUSTED_PROXIES</c> (<c>10.0.0.5,10.1.0.0/16</c>) and from nobody else: a client that
/// chose its address could guess passwords for ever.
/// </summary>
internal static class ClientAddress
{
    private const string Setting = "TRUSTED_PROXIES";

    /// <exception cref="InvalidOperationException">The setting names something that is no address and no network.</exception>
    public static void UseClientAddress(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var proxies = app.Configuration[Setting]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException($"The setting {Setting} has '{proxy}'; it must be an address or a network such as 10.1.0.0/16.");
        }

        // Without any, the middleware would believe everybody.
        if (proxies.Length > 0)
            app.UseForwardedHeaders(options);
    }
}
