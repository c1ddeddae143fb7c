using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Automatic persisted queries and trusted documents over every transport.</summary>
public sealed class PersistedOperationTests : IDisposable
{
    private const string Hello = "{ hello }";
    private const string World = """{"data":{"hello":"world"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("operations").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Automatic_UnknownHash_IsAskedForOnceAndKnownFromThenOn()
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        var (status, answer) = await PostAsync(server, Apollo(Hello, withText: false));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", answer);
        Assert.Equal((HttpStatusCode.OK, World), await PostAsync(server, Apollo(Hello, withText: true)));
        Assert.Equal((HttpStatusCode.OK, World), await PostAsync(server, Apollo(Hello, withText: false)));
        Assert.Equal(World, await server.Client.GetStringAsync(Address($"extensions={Uri.EscapeDataString(Extension(Hello))}"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Automatic_GetOfAnUnknownHash_IsNotToBeStoredByCaches()
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        using var response = await server.Client.GetAsync(
            Address($"extensions={Uri.EscapeDataString(Extension(Hello))}"), TestContext.Current.CancellationToken);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Automatic_HashOfAnotherText_IsRefusedAndNotStored()
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        var (_, answer) = await PostAsync(server, $$"""{"query":"{ user }","extensions":{{Extension(Hello)}}}""");
        Assert.Contains("PERSISTED_QUERY_HASH_MISMATCH", answer);
        Assert.Contains("PersistedQueryNotFound", (await PostAsync(server, Apollo(Hello, withText: false))).Answer);
    }

    [Fact]
    public async Task Automatic_InvalidDocument_IsNotStored()
    {
        const string Query = "{ nothing }";
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        Assert.Contains("nothing", (await PostAsync(server, Apollo(Query, withText: true))).Answer);
        Assert.Contains("PersistedQueryNotFound", (await PostAsync(server, Apollo(Query, withText: false))).Answer);
    }

    [Theory]
    [InlineData("""{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}""", "version")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1}}}""", "sha256Hash")]
    [InlineData("""{"extensions":{"persistedQuery":1}}""", "'query' is missing")]
    public async Task Automatic_IllFormedExtension_Is400WithTheReason(string body, string reason)
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        var (status, answer) = await PostAsync(server, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, answer);
    }

    [Fact]
    public async Task Automatic_EscapedText_IsHashedAsItIsMeant()
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        const string Query = "{\n  echo(text: \"ü\")\n}";
        Assert.Equal("""{"data":{"echo":"ü"}}""", (await PostAsync(server, Apollo(Query, withText: true))).Answer);
        Assert.Equal("""{"data":{"echo":"ü"}}""", (await PostAsync(server, Apollo(Query, withText: false))).Answer);
    }

    [Fact]
    public async Task Automatic_StorageIsFull_ForgetsWhatWasNotAskedForLongest()
    {
        // Room for two; the cache of plans keeps none, so that the storage is asked.
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql
            .UseAutomaticPersistedOperationPipeline()
            .AddInMemoryOperationDocumentStorage(maxBytes: 900)
            .ModifyRequestOptions(options => options.MaxCachedDocumentBytes = 0));
        string[] queries = [Hello, "{ a: hello }", "{ b: hello }"];
        await PostAsync(server, Apollo(queries[0], withText: true));
        await PostAsync(server, Apollo(queries[1], withText: true));
        await PostAsync(server, Apollo(queries[0], withText: false));
        await PostAsync(server, Apollo(queries[2], withText: true));
        Assert.Equal(World, (await PostAsync(server, Apollo(queries[0], withText: false))).Answer);
        Assert.Contains("PersistedQueryNotFound", (await PostAsync(server, Apollo(queries[1], withText: false))).Answer);
    }

    [Fact]
    public async Task NoStorage_Hash_IsNotSupportedAndTextIsExecuted()
    {
        await using var server = await TransportServer.StartAsync();
        Assert.Contains("PERSISTED_QUERY_NOT_SUPPORTED", (await PostAsync(server, Apollo(Hello, withText: false))).Answer);
        Assert.Equal(World, (await PostAsync(server, Apollo(Hello, withText: true))).Answer);
    }

    [Theory]
    [InlineData("""{"id":"ID"}""")]
    [InlineData("""{"documentId":"ID"}""")]
    [InlineData("""{"documentId":"sha256:ID"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ID"}}}""")]
    public async Task Trusted_Folder_IsAskedByEveryKindOfId(string body)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, Hash(Hello) + ".graphql"), Hello, TestContext.Current.CancellationToken);
        await using var server = await TransportServer.StartAsync(configure: OnlyTrusted);
        var request = body.Replace("ID", Hash(Hello));
        Assert.Equal((HttpStatusCode.OK, World), await PostAsync(server, request));
        Assert.Equal((HttpStatusCode.OK, World), await PostAsync(server, request));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..%2Fsecret")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public async Task Trusted_IdOutsideOfTheFolder_IsNotFound(string id)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.graphql"), Hello, TestContext.Current.CancellationToken);
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql
            .UsePersistedOperationPipeline().AddFileSystemOperationDocumentStorage(Path.Combine(_folder, "inner")));
        var (_, answer) = await PostAsync(server, $$"""{"id":"{{id}}"}""");
        Assert.StartsWith("""{"errors":""", answer);
    }

    [Fact]
    public async Task Trusted_TextOrUnknownId_IsRefused()
    {
        await using var server = await TransportServer.StartAsync(configure: OnlyTrusted);
        Assert.Contains("Only persisted operations are allowed.", (await PostAsync(server, """{"query":"{ hello }"}""")).Answer);
        Assert.Contains("Only persisted operations are allowed.", (await PostAsync(server, Apollo(Hello, withText: true))).Answer);
        Assert.Contains("HC0020", (await PostAsync(server, """{"id":"unknown"}""")).Answer);
    }

    [Fact]
    public async Task Trusted_AllowDocumentBody_TakesTheTextOfAStoredDocument()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, Hash(Hello) + ".graphql"), Hello, TestContext.Current.CancellationToken);
        await using var server = await TransportServer.StartAsync(configure: graphql =>
        {
            OnlyTrusted(graphql);
            graphql.ModifyRequestOptions(options => options.PersistedOperations.AllowDocumentBody = true);
        });
        Assert.Equal(World, (await PostAsync(server, """{"query":"{ hello }"}""")).Answer);
        Assert.Contains("Only persisted", (await PostAsync(server, """{"query":"{ user }"}""")).Answer);
    }

    [Fact]
    public async Task Trusted_InterceptorMayAllowAnyDocument()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql =>
        {
            OnlyTrusted(graphql);
            graphql.AddHttpRequestInterceptor<AllowAll>();
        });
        Assert.Equal(World, (await PostAsync(server, """{"query":"{ hello }"}""")).Answer);
    }

    [Theory]
    [InlineData("""{"one":"{ hello }"}""")]
    [InlineData("""{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"one","name":null,"type":"query","body":"{ hello }"}]}""")]
    public async Task Trusted_ManifestOfRelayCodegenOrApollo_IsTaken(string manifest)
    {
        var file = Path.Combine(_folder, "manifest.json");
        await File.WriteAllTextAsync(file, manifest, TestContext.Current.CancellationToken);
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.UsePersistedOperationPipeline().AddOperationManifest(file));
        Assert.Equal(World, (await PostAsync(server, """{"documentId":"one"}""")).Answer);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"one":1}""")]
    [InlineData("""{"operations":[{"id":"one"}]}""")]
    [InlineData("{")]
    public async Task Trusted_FileThatIsNoManifest_StopsTheServerWithTheReason(string manifest)
    {
        var file = Path.Combine(_folder, "manifest.json");
        await File.WriteAllTextAsync(file, manifest, TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TransportServer.StartAsync(configure: graphql => graphql.AddOperationManifest(file)));
        Assert.Contains(file, exception.Message);
    }

    [Fact]
    public async Task Trusted_WithoutStorage_StopsTheServer() => await Assert.ThrowsAsync<InvalidOperationException>(() => TransportServer.StartAsync(
        configure: graphql => graphql.ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = true)));

    [Fact]
    public async Task Registered_Files_StayWithinTheirBound()
    {
        await using (var server = await TransportServer.StartAsync(configure: graphql => graphql
            .UseAutomaticPersistedOperationPipeline().AddFileSystemOperationDocumentStorage(_folder, maxBytes: 15)))
        {
            await PostAsync(server, Apollo(Hello, withText: true));
            await PostAsync(server, Apollo("{ user }", withText: true));
        }

        Assert.Equal(Hash(Hello) + ".graphql", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task Id_OverWebSocketAndEventStream_IsExecuted()
    {
        await using var server = await TransportServer.StartAsync(configure: Automatic);
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync($$"""{"id":"1","type":"subscribe","payload":{{Apollo(Hello, withText: true)}}}""");
        Assert.Contains(World, await socket.ReceiveAsync());
        await socket.ReceiveAsync();
        await socket.SendAsync($$$"""{"id":"1","type":"subscribe","payload":{"documentId":"sha256:{{{Hash(Hello)}}}"}}""");
        Assert.Contains(World, await socket.ReceiveAsync());

        using var request = new HttpRequestMessage(HttpMethod.Get, Address($"documentId=sha256:{Hash(Hello)}"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains($"event: next\ndata: {World}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MapGraphQLPersistedOperations_IdInThePath_IsExecuted()
    {
        const string Document = "query A { hello } query B($t: String!) { echo(text: $t) }";
        await File.WriteAllTextAsync(Path.Combine(_folder, "two.graphql"), Document, TestContext.Current.CancellationToken);
        await using var server = await TransportServer.StartAsync(configure: OnlyTrusted);
        Assert.Equal(World, await server.Client.GetStringAsync("graphql/persisted/two/A", TestContext.Current.CancellationToken));
        Assert.Equal(
            """{"data":{"echo":"x"}}""",
            await server.Client.GetStringAsync("graphql/persisted/two/B?variables={\"t\":\"x\"}", TestContext.Current.CancellationToken));
        using var content = Json("""{"variables":{"t":"y"}}""");
        using var response = await server.Client.PostAsync("graphql/persisted/two/B", content, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"echo":"y"}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void Automatic(IRequestExecutorBuilder graphql) =>
        graphql.UseAutomaticPersistedOperationPipeline().AddInMemoryOperationDocumentStorage();

    private void OnlyTrusted(IRequestExecutorBuilder graphql) => graphql
        .UsePersistedOperationPipeline()
        .AddFileSystemOperationDocumentStorage(_folder)
        .ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = true);

    private static string Apollo(string query, bool withText) => withText
        ? $$"""{"query":{{JsonSerializer.Serialize(query)}},"extensions":{{Extension(query)}}}"""
        : $$"""{"extensions":{{Extension(query)}}}""";

    private static string Extension(string query) => $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash(query)}}}"}}""";

    private static string Hash(string query) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));

    private static string Address(string parameters) => $"graphql?{parameters}";

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(TransportServer server, string body)
    {
        using var content = Json(body);
        using var response = await server.Client.PostAsync("graphql", content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private sealed class AllowAll : IHttpRequestInterceptor
    {
        public ValueTask OnCreateAsync(
            Microsoft.AspNetCore.Http.HttpContext context, RequestExecutor requestExecutor, OperationRequestBuilder requestBuilder, CancellationToken cancellationToken)
        {
            requestBuilder.AllowNonPersistedOperation();
            return default;
        }
    }
}
