using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicGraph.ServiceDefaults;

/// <summary>How records are written as JSON between services and in their state.</summary>
public static class ServiceJson
{
    /// <summary>Web defaults, enums as camel-case strings. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes <paramref name="options"/> equal to <see cref="Options"/>.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        // A client in another language need not write a discriminator first.
        options.AllowOutOfOrderMetadataProperties = true;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
