using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Reads an <c>HTTPEndpoint</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/.</remarks>
internal static class HttpEndpointReader
{
    public static HttpEndpointDefinition Read(YamlFields document, string file)
    {
        var name = ResourceLoader.ReadName(document);
        document = document.At($"HTTP endpoint {name}");
        var secretStore = ComponentReader.ReadSecretStore(document);
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var text = spec.Required("baseUrl");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var baseUrl) || baseUrl.Scheme is not ("http" or "https"))
            throw spec.Error($"field 'baseUrl' is '{text}', which is no http:// or https:// address");
        if (spec.Has("clientTLS"))
            throw spec.Error("field 'clientTLS' is not supported by the embedded runtime");

        var (headers, secrets) = ComponentReader.ReadItems(spec, "headers");
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        ComponentReader.EnsureSecretStore(document, secrets, secretStore);
        var definition = new ComponentDefinition(name, "HTTPEndpoint", "v1alpha1", headers, scopes, file) { Secrets = secrets, SecretStore = secretStore };
        return new HttpEndpointDefinition(definition, baseUrl);
    }
}
