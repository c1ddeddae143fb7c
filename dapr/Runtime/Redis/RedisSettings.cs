using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MusicGraph.Dapr.Runtime.Components;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Redis;

/// <summary>The metadata that all components on Redis have in common.</summary>
/// <remarks>
/// components-contrib, <c>common/component/redis/settings.go</c>. The sizes and ages of a connection pool are known but have no effect:
/// a component has one connection, which all its commands share. Durations without a unit are of milliseconds, <c>-1</c> is for none.
/// </remarks>
/// <param name="Host">As the file has it, for messages.</param>
/// <param name="CommandTimeout">How long an answer may take; infinite for as long as it takes.</param>
/// <param name="MaxRetries">How often a command that did not reach the server is sent again.</param>
internal sealed record RedisSettings(
    string Host, ConfigurationOptions Options, TimeSpan CommandTimeout, int MaxRetries, TimeSpan MinRetryInterval, TimeSpan MaxRetryInterval)
{
    private const int DefaultPort = 6379;

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not supported.</exception>
    public static RedisSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        metadata.Refuse(
            "failover", "insecureSkipTLSVerify", "useEntraID", "useAzureAD", "azureTenantId", "azureClientId", "azureClientSecret", "useOIDC",
            "oidcTokenEndpoint", "oidcClientID", "oidcClientAssertionCert", "oidcClientAssertionKey", "oidcResource", "oidcAudience", "oidcKid",
            "oidcScopes", "oidcCACert");
        if (metadata.Optional("redisType") is { Length: > 0 } type && !type.Equals("node", StringComparison.OrdinalIgnoreCase))
            throw context.Definition.Error($"metadata field 'redisType' is '{type}', but only 'node' is supported");
        if (metadata.Optional("redisUsername") is { Length: > 0 } user && user != "default")
            throw context.Definition.Error("metadata field 'redisUsername' is set, but only the user 'default' is supported");
        metadata.Ignore(
            "sentinelMasterName", "sentinelUsername", "sentinelPassword",
            "poolSize", "poolTimeout", "maxConnAge", "minIdleConns", "idleCheckFrequency", "idleTimeout", "writeTimeout");

        var host = metadata.Required("redisHost");
        var dialTimeout = Duration(metadata, "dialTimeout") is { Ticks: > 0 } given ? given : TimeSpan.FromSeconds(5);
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = true, // Of the first connection only: later ones are made again for as long as it takes.
            ConnectRetry = 1,
            ConnectTimeout = (int)dialTimeout.TotalMilliseconds,
            DefaultDatabase = metadata.Number("redisDB", 0),
            Password = metadata.Optional("redisPassword") is { Length: > 0 } password ? password : null,
            ReconnectRetryPolicy = new LinearRetry(200),
            Ssl = metadata.Flag("enableTLS"),
        };
        AddEndpoint(options, context, host);
        AddCertificate(options, context);
        return new RedisSettings(
            host,
            options,
            ReadTimeout(metadata),
            Math.Max(0, metadata.Number("redisMaxRetries", metadata.Number("maxRetries", 3))),
            Pause(Duration(metadata, "redisMinRetryInterval"), TimeSpan.FromMilliseconds(8)),
            Pause(Duration(metadata, "redisMaxRetryInterval") ?? OldBackoff(metadata), TimeSpan.FromSeconds(2)));
    }

    /// <summary>Dapr lists these for every component on Redis; only a broker does something by them.</summary>
    public static ReadOnlySpan<string> FieldsOfPubSub => new[] { "redeliverInterval", "processingTimeout" };

    /// <summary>Null where nothing is said.</summary>
    private static TimeSpan? Duration(ComponentMetadata metadata, string name)
        => metadata.Optional(name) switch
        {
            null or "" => null,
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => TimeSpan.FromMilliseconds(number),
            _ => metadata.Duration(TimeSpan.Zero, name),
        };

    /// <summary>The name that <c>redisMaxRetryInterval</c> had, a number of nanoseconds.</summary>
    private static TimeSpan? OldBackoff(ComponentMetadata metadata)
        => long.TryParse(metadata.Optional("maxRetryBackoff"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number < 0 ? -TimeSpan.FromTicks(1) : TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick)
            : metadata.Duration(TimeSpan.FromSeconds(2), "maxRetryBackoff");

    private static TimeSpan Pause(TimeSpan? given, TimeSpan fallback) => given is { } pause ? pause < TimeSpan.Zero ? TimeSpan.Zero : pause : fallback;

    // Zero is the default as well: go-redis takes it for nothing said.
    private static TimeSpan ReadTimeout(ComponentMetadata metadata)
        => Duration(metadata, "readTimeout") switch
        {
            { Ticks: < 0 } => Timeout.InfiniteTimeSpan,
            { Ticks: > 0 } given => given,
            _ => TimeSpan.FromSeconds(3),
        };

    private static void AddEndpoint(ConfigurationOptions options, ComponentContext context, string host)
    {
        if (host.Contains(',', StringComparison.Ordinal))
            throw context.Definition.Error($"metadata field 'redisHost' is '{host}', but only one server is supported");

        var port = context.Metadata.Number("redisPort", 0);
        var separator = host.LastIndexOf(':');
        if (separator > 0 && int.TryParse(host.AsSpan(separator + 1), out var given))
        {
            if (port != 0 && port != given)
                throw context.Definition.Error($"metadata field 'redisHost' is '{host}', but 'redisPort' is {port}");
            options.EndPoints.Add(host[..separator], given);
        }
        else
        {
            options.EndPoints.Add(host, port == 0 ? DefaultPort : port);
        }
    }

    private static void AddCertificate(ConfigurationOptions options, ComponentContext context)
    {
        var certificate = context.Metadata.Optional("clientCert");
        var key = context.Metadata.Optional("clientKey");
        if (string.IsNullOrEmpty(certificate) || string.IsNullOrEmpty(key))
            return;

        try
        {
            var pair = X509Certificate2.CreateFromPem(certificate, key);
            options.CertificateSelection += (_, _, _, _, _) => pair;
        }
        catch (CryptographicException error)
        {
            throw context.Definition.Error($"metadata fields 'clientCert' and 'clientKey' are no certificate: {error.Message}", error);
        }
    }
}
