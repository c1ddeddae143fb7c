using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.Dapr.Conformance;

/// <summary>What the tests of an API have in common.</summary>
public abstract class ConformanceTests(Subject subject)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected HttpClient Dapr => subject.Dapr;

    protected ConformanceApp App => subject.App;

    protected static string NewId() => ConformanceApp.NewId();

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Dapr.SendAsync(request, Cancellation);
    }

    protected Task<HttpResponseMessage> PostAsync(string path, string body, string? contentType = "application/json")
        => SendAsync(HttpMethod.Post, path, body, contentType);

    protected Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return document.RootElement.Clone();
    }

    protected static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation);

    protected static string? Header(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    protected static void AssertEmpty(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength ?? 0);
    }

    /// <summary>An error in Dapr's form.</summary>
    /// <param name="message">The whole message; null where it depends on the component.</param>
    protected static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string errorCode, string? message = null)
    {
        var text = await TextAsync(response);
        Assert.True(status == response.StatusCode, $"{(int)status} was expected, {(int)response.StatusCode} came: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = await JsonAsync(response);
        Assert.Equal(errorCode, error.GetProperty("errorCode").GetString());
        if (message is not null)
            Assert.Equal(message, error.GetProperty("message").GetString());
        else
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    /// <summary>What an error tells beside code and message, in whatever order.</summary>
    /// <param name="details">Each of them; none for an error that has no such member.</param>
    protected static async Task AssertDetailsAsync(HttpResponseMessage response, [StringSyntax(StringSyntaxAttribute.Json)] params string[] details)
    {
        var given = (await JsonAsync(response)).TryGetProperty("details", out var list) ? list.EnumerateArray().ToList() : [];
        Assert.Equal(details.Length, given.Count);
        Assert.All(details, expected => Assert.Contains(
            given.Select(detail => JsonNode.Parse(detail.GetRawText())), detail => JsonNode.DeepEquals(detail, JsonNode.Parse(expected))));
    }

    protected static string ErrorInfo(string reason, string metadata)
        => $$"""{"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"dapr.io","metadata":{{metadata}},"reason":"{{reason}}"}""";

    protected static string ResourceInfo(string type, string name, string description) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["@type"] = "type.googleapis.com/google.rpc.ResourceInfo",
        ["description"] = description,
        ["owner"] = "",
        ["resource_name"] = name,
        ["resource_type"] = type,
    });

    /// <summary>A detail of an error of which one member depends on the version or the component.</summary>
    protected static async Task<JsonElement> DetailAsync(HttpResponseMessage response, string type)
        => (await JsonAsync(response)).GetProperty("details").EnumerateArray()
            .Single(detail => detail.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc." + type);
}
