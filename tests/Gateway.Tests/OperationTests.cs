using System.Net;
using System.Net.Http.Json;

namespace MusicGraph.Gateway.Tests;

/// <summary>Compression, batches, trusted documents, and settings that make no sense.</summary>
public sealed class OperationTests : IDisposable
{
    private const string Introspection = "{ __schema { types { name description fields { name description } } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("trusted").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("br", Introspection, "br")]
    [InlineData("gzip", Introspection, "gzip")]
    [InlineData("identity", Introspection, null)]
    [InlineData("br", "{ __typename }", null)]
    public async Task Large_answers_are_compressed(string accepted, string query, string? expected)
    {
        await using var gateway = await StartAsync();
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query }));
        request.Headers.AcceptEncoding.ParseAdd(accepted);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Fact]
    public async Task An_event_stream_is_not_compressed()
    {
        await using var gateway = await StartAsync();
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query = Introspection }));
        request.Headers.AcceptEncoding.ParseAdd("br");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Batches_are_taken_where_a_size_is_set()
    {
        const string Batch = """[{"query":"{ __typename }"},{"query":"{ __typename }"}]""";
        await using var closed = await StartAsync();
        await using var open = await StartAsync("--GraphQL:MaxBatchSize=2");
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(closed, Batch)).Status);
        Assert.Equal((HttpStatusCode.OK, """[{"data":{"__typename":"Query"}},{"data":{"__typename":"Query"}}]"""), await PostAsync(open, Batch));
    }

    [Fact]
    public async Task Only_trusted_documents_are_executed_where_that_is_set()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "known.graphql"), "{ __typename }", TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync($"--GraphQL:TrustedDocuments={_folder}", "--GraphQL:OnlyTrustedDocuments=true");
        Assert.Equal("""{"data":{"__typename":"Query"}}""", (await PostAsync(gateway, """{"documentId":"known"}""")).Answer);
        Assert.Contains("Only persisted operations are allowed.", (await PostAsync(gateway, """{"query":"{ __typename }"}""")).Answer);
    }

    [Theory]
    [InlineData("--GraphQL:MaxBatchSize=many", "GraphQL:MaxBatchSize")]
    [InlineData("--GraphQL:MaxBatchSize=101", "GraphQL:MaxBatchSize")]
    [InlineData("--GraphQL:OnlyTrustedDocuments=true", "GraphQL:TrustedDocuments")]
    [InlineData("--GraphQL:OnlyTrustedDocuments=maybe", "GraphQL:OnlyTrustedDocuments")]
    [InlineData("--GraphQL:TrustedDocuments=nowhere", "GraphQL:TrustedDocuments")]
    [InlineData("--GRAPHQL_INTROSPECTION=maybe", "GRAPHQL_INTROSPECTION")]
    [InlineData("--CORS_ORIGINS=example.com", "CORS_ORIGINS")]
    public void A_setting_that_makes_no_sense_stops_the_start(string setting, string name) =>
        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => Program.Create([setting])).Message);

    private static async Task<GatewayFixture> StartAsync(params string[] settings)
    {
        var gateway = new GatewayFixture { Settings = settings };
        await gateway.InitializeAsync();
        return gateway;
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(GatewayFixture gateway, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
