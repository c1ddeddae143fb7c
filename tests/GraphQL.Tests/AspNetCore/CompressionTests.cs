using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>ASP.NET Core's compression before the endpoint.</summary>
public sealed class CompressionTests : IAsyncLifetime
{
    private TransportServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TransportServer.StartAsync(configure: static server =>
    {
        server.ConfigureSchema(PartsSchema.AddTo);
        server.Services.AddTransient<IStartupFilter, Compressed>();
        server.Services.AddResponseCompression(static options =>
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "multipart/mixed", "text/event-stream", "application/graphql-response+json"]);
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("multipart/mixed", "gzip")]
    [InlineData("multipart/mixed", "br")]
    [InlineData("text/event-stream", "gzip")]
    [InlineData("text/event-stream", "br")]
    public async Task Post_APartThatIsThere_ReachesTheClientBeforeTheNextIs(string accept, string encoding)
    {
        using var response = await PostAsync("{ hello ... @defer { never } }", accept, encoding);
        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        await using var body = await DecompressedAsync(response, encoding);
        var read = new StringBuilder();
        var buffer = new byte[256];
        while (!read.ToString().Contains("\"hasNext\":true}", StringComparison.Ordinal))
        {
            var count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, count);
            read.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        Assert.Contains("{\"data\":{\"hello\":\"world\"},\"pending\"", read.ToString());
        Assert.False(_server.Gate.Cancelled.IsCompleted);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Post_OneResponse_IsCompressed(string encoding)
    {
        using var response = await PostAsync("{ hello }", "application/graphql-response+json", encoding);
        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        using var text = new StreamReader(await DecompressedAsync(response, encoding));
        Assert.Equal("{\"data\":{\"hello\":\"world\"}}", await text.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Stream> DecompressedAsync(HttpResponseMessage response, string encoding)
    {
        var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
    }

    private async Task<HttpResponseMessage> PostAsync(string query, string accept, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["query"] = query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", accept);
        request.Headers.Add("Accept-Encoding", encoding);
        return await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private sealed class Compressed : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.UseResponseCompression());
    }
}
