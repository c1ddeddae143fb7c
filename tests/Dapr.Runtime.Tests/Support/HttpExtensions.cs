using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Tests.Support;

internal static class HttpExtensions
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body, string contentType = "application/json")
        => client.PostAsync(path, new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } }, Cancellation);

    public static async Task<string> TextAsync(this HttpResponseMessage response) => await response.Content.ReadAsStringAsync(Cancellation);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return document.RootElement.Clone();
    }

    public static async Task<string?> ErrorCodeAsync(this HttpResponseMessage response)
        => (await response.JsonAsync()).GetProperty("errorCode").GetString();

    /// <summary>The bare etag, as Dapr sends it.</summary>
    public static string ETag(this HttpResponseMessage response) => response.Headers.NonValidated["ETag"].ToString();
}
