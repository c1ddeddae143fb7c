using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>GraphQL over HTTP, beyond what graphql-http's audits look at.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private const string GraphQLResponse = "application/graphql-response+json";

    private TransportServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TransportServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData(GraphQLResponse, GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", GraphQLResponse)]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.9", GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json", "application/json")]
    [InlineData("application/json;q=0, */*;q=0.1", GraphQLResponse)]
    [InlineData("text/html, application/json;q=0.2", "application/json")]
    [InlineData("text/event-stream;q=0.1, application/json", "application/json")]
    public async Task Post_AcceptHeader_ChoosesTheMediaType(string? accept, string expected)
    {
        using var response = await PostAsync("""{"query":"{ hello }"}""", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType.CharSet);
        Assert.Equal("""{"data":{"hello":"world"}}""", await TextAsync(response));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml;q=1, text/plain")]
    [InlineData("application/json;q=0")]
    public async Task Post_NothingAcceptable_Is406(string accept)
    {
        using var response = await PostAsync("""{"query":"{ hello }"}""", accept);
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/jsonx")]
    public async Task Post_OtherContentType_Is415(string contentType)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes("""{"query":"{ hello }"}"""), contentType, null);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.StartsWith("""{"errors":[{"message":""", await TextAsync(response));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task Post_JsonInUtf8_IsTaken(string contentType)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes("""{"query":"{ hello }"}"""), contentType, null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("", "no body")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"query":"{ hello }"} x""", "not valid JSON")]
    [InlineData("""[{"query":"{ hello }"}]""", "Batched")]
    [InlineData("1", "must be a JSON object")]
    [InlineData("{}", "'query' is missing")]
    [InlineData("""{"query":null}""", "'query' is missing")]
    [InlineData("""{"query":1}""", "'query' must be a string")]
    [InlineData("""{"query":"{ hello }","variables":[]}""", "'variables' must be an object")]
    [InlineData("""{"query":"{ hello }","operationName":{}}""", "'operationName' must be a string")]
    [InlineData("""{"query":"{ hello }","operationName":"\ud800"}""", "'operationName' is not well-formed")]
    [InlineData("""{"query":"{ hello }","extensions":"x"}""", "'extensions' must be an object")]
    [InlineData("""{"query":"{ hello } #\ud800"}""", "document is not valid Unicode")]
    public async Task Post_IllFormedRequest_Is400WithTheReason(string body, string reason)
    {
        using var response = await PostAsync(body, GraphQLResponse);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(GraphQLResponse, response.Content.Headers.ContentType!.MediaType);
        var text = await TextAsync(response);
        Assert.StartsWith("""{"errors":[{"message":""", text);
        Assert.Contains(reason, text);
    }

    [Fact]
    public async Task Post_IllFormedUtf8_Is400()
    {
        byte[] body = [.. "{\"query\":\"{ hello } #"u8, 0xC3, 0x28, .. "\"}"u8];
        using var response = await PostAsync(body, "application/json", null);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", await TextAsync(response));
    }

    [Fact]
    public async Task Post_BytesThatAGetHadAsAnotherDocument_AreReadAsTheyAreMeant()
    {
        // Where nothing is unescaped, the second operation is part of the comment.
        const string document = @"query A { __typename } #\nquery B { hello }";
        using (var get = await _server.Client.GetAsync($"/graphql?query={Uri.EscapeDataString(document)}", TestContext.Current.CancellationToken))
            Assert.Equal("""{"data":{"__typename":"Query"}}""", await TextAsync(get));

        using var post = await PostAsync($$"""{"query":"{{document}}","operationName":"B"}""", null);
        Assert.Equal("""{"data":{"hello":"world"}}""", await TextAsync(post));
    }

    [Fact]
    public async Task Post_DeepVariables_Are400AndTheServerLives()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 10_000));
        using (var response = await PostAsync($$"""{"query":"{ hello }","variables":{"a":{{deep}}""", null))
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var next = await PostAsync("""{"query":"{ hello }"}""", null);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_20MegabyteQuery_Is413WithTheReason(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"query":"{ hello } # {{new string('x', 20_000_000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("larger than 1048576 bytes", await TextAsync(response));
    }

    [Fact]
    public async Task Post_BodyInPieces_IsPutTogether()
    {
        var text = new string('ä', 30_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$$"""{"query":"query($t: String!) { echo(text: $t) }","variables":{"t":"{{{text}}}"}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal($$$"""{"data":{"echo":"{{{text}}}"}}""", await TextAsync(response));
    }

    [Fact]
    public async Task Post_EscapesInTheRequest_AreResolved()
    {
        using var response = await PostAsync("""{"\u0071uery":"{ echo(text: \"a\\n\u00e4\") }"}""", null);
        Assert.Equal("""{"data":{"echo":"a\nä"}}""", await TextAsync(response));
    }

    [Fact]
    public async Task Post_ClientGoesAway_CancelsTheResolvers()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var content = new StringContent("""{"query":"{ never }"}""", Encoding.UTF8, "application/json");
        var request = _server.Client.PostAsync("/graphql", content, cancellation.Token);
        await _server.Gate.Entered;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await _server.Gate.Cancelled;
    }

    [Fact]
    public async Task Post_TakesTooLong_IsAnErrorWithItsStatus()
    {
        await using var server = await TransportServer.StartAsync(
            configure: graphql => graphql.ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromMilliseconds(50)));
        using var content = new StringContent("""{"query":"{ never }"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.Accept.ParseAdd(GraphQLResponse);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.StartsWith("""{"errors":[""", await TextAsync(response));
    }

    [Fact]
    public async Task Post_ResolverThrows_KeepsItsReasonToItself()
    {
        using var response = await PostAsync("""{"query":"{ broken }"}""", GraphQLResponse);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("secret", await TextAsync(response));
    }

    [Fact]
    public async Task Post_Authorization_SaysWhoAsks()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent("""{"query":"{ user }"}""", Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "user-eve") },
        };
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"user":"eve"}}""", await TextAsync(response));
    }

    [Fact]
    public async Task Post_SubscriptionWithoutEventStream_Is406()
    {
        using var response = await PostAsync("""{"query":"subscription { messages(topic: \"a\") }"}""", "application/json");
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task Get_Mutation_Is405AndNamesPost(string accept)
    {
        using var response = await GetAsync("?query=mutation{publish(topic:\"a\",text:\"b\")}", accept);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Get_VariablesAndOperationName_AreTaken()
    {
        var query = Uri.EscapeDataString("query A { hello } query B($t: String!) { echo(text: $t) }");
        using var response = await GetAsync($"?query={query}&operationName=B&variables={Uri.EscapeDataString("""{"t":"ü+ &"}""")}&extensions=null", null);
        Assert.Equal("""{"data":{"echo":"ü+ &"}}""", await TextAsync(response));
    }

    [Theory]
    [InlineData("?operationName=A", "'query' is missing")]
    [InlineData("?query={hello}&variables=1", "'variables' must be a JSON object")]
    [InlineData("?query={hello}&variables={", "'variables' must be a JSON object")]
    [InlineData("?query={hello}&extensions=[]", "'extensions' must be a JSON object")]
    public async Task Get_IllFormedRequest_Is400WithTheReason(string address, string reason)
    {
        using var response = await GetAsync(address, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await TextAsync(response));
    }

    [Fact]
    public async Task Patch_Is405()
    {
        using var response = await _server.Client.PatchAsync("/graphql", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Get_Browser_IsSentToTheIdeAndToldThatItIsMissing()
    {
        using var response = await GetAsync("", "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal("/graphql/", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("npm", await TextAsync(response));
        using var config = await GetAsync("/bcp-config.json", null);
        Assert.Equal("""{"useBrowserUrlAsEndpoint":true,"disableTelemetry":true}""", await TextAsync(config));
        using var missing = await GetAsync("/static/none.js", null);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Get_IdeFiles_AreServedWithValidators()
    {
        var folder = Directory.CreateTempSubdirectory("ide");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.html"), "<h1>IDE</h1>", TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.Combine(folder.FullName, "static"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "static", "main.1.js"), "1", TestContext.Current.CancellationToken);
            await using var server = await TransportServer.StartAsync(options => options with { Tool = new GraphQLToolOptions { Folder = folder.FullName } });
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
            request.Headers.Accept.ParseAdd("text/html");
            using var index = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal("<h1>IDE</h1>", await TextAsync(index));
            Assert.NotNull(index.Headers.ETag);
            Assert.Contains("default-src 'self'", index.Headers.GetValues("Content-Security-Policy").Single());

            using var script = await server.Client.GetAsync("/graphql/static/main.1.js", TestContext.Current.CancellationToken);
            Assert.Equal(TimeSpan.FromDays(365), script.Headers.CacheControl!.MaxAge);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Get_Sdl_IsTheSchema()
    {
        using var response = await GetAsync("?sdl", null);
        Assert.Equal("application/graphql", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("type Subscription {\n  messages(topic: String!): String! @cost(weight: \"10\")\n", await TextAsync(response));
    }

    [Fact]
    public async Task SchemaExport_Output_WritesTheFileAndEnds()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var server = await TransportServer.StartAsync();
            Assert.Equal(0, await server.RunCommandAsync("schema", "export", "--output", file));
            Assert.Contains("type Mutation {", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.Equal(2, await server.RunCommandAsync("schema", "import"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Interceptor_SetsStateAndUser_OrRefuses()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.AddHttpRequestInterceptor<HeaderInterceptor>());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"{ state }"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-State", "on");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"state":"on"}}""", await TextAsync(response));

        using var content = new StringContent("""{"query":"{ state }"}""", Encoding.UTF8, "application/json");
        using var refused = await server.Client.PostAsync("/graphql", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("""{"errors":[{"message":"No state.","extensions":{"code":"NO_STATE"}}]}""", await TextAsync(refused));
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> PostAsync(string body, string? accept) => PostAsync(Encoding.UTF8.GetBytes(body), "application/json", accept);

    private Task<HttpResponseMessage> PostAsync(byte[] body, string contentType, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> GetAsync(string rest, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql{rest}");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class HeaderInterceptor : IHttpRequestInterceptor
    {
        public ValueTask OnCreateAsync(
            Microsoft.AspNetCore.Http.HttpContext context,
            GraphQL.Execution.RequestExecutor requestExecutor,
            OperationRequestBuilder requestBuilder,
            CancellationToken cancellationToken)
        {
            var state = context.Request.Headers["X-State"].ToString();
            if (state.Length == 0) throw new GraphQLException(new GraphQLError("No state.", Code: "NO_STATE"));
            requestBuilder.SetGlobalState("state", state);
            return default;
        }
    }
}
