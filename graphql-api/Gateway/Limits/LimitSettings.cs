using System.Globalization;

namespace MusicGraph.Gateway.Limits;

/// <summary>How much one caller may ask of one replica of the gateway; settings <c>Limits:…</c>. 0 is no limit.</summary>
/// <param name="Rate">Requests and operations a second that go on and on.</param>
/// <param name="Burst">Requests and operations at once.</param>
/// <param name="Connections">WebSockets and event streams that are open.</param>
/// <param name="Subscriptions">Subscriptions that are open, on all connections together.</param>
internal sealed record CallerLimit(int Rate, int Burst, int Connections, int Subscriptions);

/// <param name="Client">Of a partner's client.</param>
/// <param name="User">Of a user.</param>
/// <param name="Address">Of all who come from one address without a token.</param>
internal sealed record LimitSettings(CallerLimit Client, CallerLimit User, CallerLimit Address)
{
    /// <exception cref="InvalidOperationException">A setting is no number.</exception>
    public static LimitSettings Read(IConfiguration configuration) => new(
        Read(configuration, "Client", new CallerLimit(50, 200, 20, 100)),
        Read(configuration, "User", new CallerLimit(1_000, 5_000, 200, 500)),
        Read(configuration, "Address", new CallerLimit(1_000, 5_000, 2_000, 2_000)));

    private static CallerLimit Read(IConfiguration configuration, string caller, CallerLimit defaults)
    {
        return new CallerLimit(
            Value("Rate", defaults.Rate),
            Value("Burst", defaults.Burst),
            Value("Connections", defaults.Connections),
            Value("Subscriptions", defaults.Subscriptions));

        int Value(string name, int otherwise)
        {
            var setting = $"Limits:{caller}:{name}";
            if (configuration[setting] is not { } text)
                return otherwise;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InvalidOperationException($"The setting {setting} is '{text}'; it must be a whole number, 0 for no limit.");
        }
    }
}
