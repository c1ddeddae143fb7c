using System.Net;
using System.Net.Sockets;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Throttling;

/// <summary>Where a request comes from, as the gateway says: this service is asked by nobody else.</summary>
/// <param name="Address">The client's address; of version 6 the network, in which a customer may choose any. Empty where none was told.</param>
internal sealed record CallingClient(string Address, string DeviceName)
{
    private const int LongestName = 100;
    private const int NetworkBytes = 8;

    public static ValueTask<CallingClient> BindAsync(HttpContext context) => ValueTask.FromResult(new CallingClient(
        Network(context.Request.Headers[ClientHeaders.Address].ToString()), NameOf(context.Request.Headers[ClientHeaders.Agent].ToString())));

    /// <summary>What the user called the device, or else the client itself.</summary>
    public string NamedOr(string? deviceName) => deviceName is null ? DeviceName : NameOf(deviceName);

    private static string NameOf(string text)
    {
        var clean = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length switch
        {
            0 => "Unknown device",
            > LongestName => clean[..LongestName],
            _ => clean,
        };
    }

    private static string Network(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
