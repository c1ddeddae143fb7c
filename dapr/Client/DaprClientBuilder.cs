using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using MusicGraph.Dapr.Client.Http;

namespace MusicGraph.Dapr.Client;

/// <summary>Builds a <see cref="DaprClient"/>.</summary>
public sealed class DaprClientBuilder
{
    private readonly DaprEndpoint _default;
    private Uri? _address;
    private string? _apiToken;
    private JsonSerializerOptions? _jsonOptions;
    private TimeSpan _timeout = TimeSpan.FromSeconds(100);

    /// <summary>A builder whose sidecar is the one that the environment names.</summary>
    public DaprClientBuilder() => _default = DaprEndpoint.FromEnvironment();

    /// <summary>
    /// A builder whose sidecar is the one that the configuration names: <c>DAPR_HTTP_ENDPOINT</c>, or <c>DAPR_HTTP_PORT</c> on the
    /// loopback address (3500 where nothing is said), and <c>DAPR_API_TOKEN</c>.
    /// </summary>
    public DaprClientBuilder(IConfiguration configuration) => _default = DaprEndpoint.From(configuration);

    /// <summary>Sets the sidecar's address, such as <c>http://127.0.0.1:3500</c>.</summary>
    public DaprClientBuilder UseHttpEndpoint(string httpEndpoint)
    {
        _address = DaprEndpoint.Parse(httpEndpoint);
        return this;
    }

    /// <summary>Sets the token that the sidecar wants (<c>dapr-api-token</c>).</summary>
    public DaprClientBuilder UseDaprApiToken(string apiToken)
    {
        _apiToken = apiToken;
        return this;
    }

    /// <summary>Sets how values are written to and read from JSON: by default as on the web, with enums as strings.</summary>
    public DaprClientBuilder UseJsonSerializationOptions(JsonSerializerOptions options)
    {
        _jsonOptions = options;
        return this;
    }

    /// <summary>Sets how long a call of the sidecar may take, except for service invocation: 100 s by default.</summary>
    public DaprClientBuilder UseTimeout(TimeSpan timeout)
    {
        _timeout = timeout;
        return this;
    }

    /// <summary>Makes the client.</summary>
    public DaprClient Build()
        => new DaprHttpClient(
            new DaprEndpoint(_address ?? _default.Address, _apiToken ?? _default.ApiToken),
            _jsonOptions ?? DefaultJsonOptions(),
            _timeout);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is used only where the app allows it; else options must be given.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is used only where the app allows it; else options must be given.")]
    private static JsonSerializerOptions DefaultJsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        if (JsonSerializer.IsReflectionEnabledByDefault)
        {
            options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
            options.Converters.Add(new JsonStringEnumConverter());
        }

        return options;
    }
}
