using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>What <c>AddGraphQLServer()</c> keeps a server from, as it reaches the client.</summary>
public sealed class SecurityTests
{
    private const string Introspection = "{ __schema { queryType { name } } }";

    [Theory]
    [InlineData("Development", """{"data":{"__schema":{"queryType":{"name":"Query"}}}}""")]
    [InlineData("Production", """{"errors":[{"message":"Introspection is not allowed for the current request.","locations":[{"line":1,"column":3}],"extensions":{"code":"HC0046","field":"__schema"}}]}""")]
    public async Task Introspection_IsForDevelopment(string environment, string expected)
    {
        await using var server = await TransportServer.StartAsync(environment: environment);

        var (status, text) = await AskAsync(server, Introspection);

        Assert.Equal(environment == "Production" ? HttpStatusCode.BadRequest : HttpStatusCode.OK, status);
        Assert.Equal(expected, text);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", (await AskAsync(server, "{ __typename }")).Text);
    }

    [Fact]
    public async Task Introspection_IsAllowedByTheServerOrForARequest()
    {
        await using var open = await TransportServer.StartAsync(configure: graphql => graphql.DisableIntrospection(false), environment: "Production");
        Assert.StartsWith("{\"data\"", (await AskAsync(open, Introspection)).Text);

        await using var shut = await TransportServer.StartAsync(configure: graphql => graphql.DisableIntrospection().AddHttpRequestInterceptor<Insiders>());
        Assert.Contains("HC0046", (await AskAsync(shut, Introspection)).Text);
        Assert.StartsWith("{\"data\"", (await AskAsync(shut, Introspection, ("insider", "yes"))).Text);
        Assert.Contains("HC0046", (await AskAsync(shut, "{ ...F } fragment F on Query { ... { __type(name: \"Int\") { name } } }")).Text);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Suggestions_AreForDevelopment(string environment, bool suggests)
    {
        await using var server = await TransportServer.StartAsync(environment: environment);

        Assert.Equal(suggests, (await AskAsync(server, "{ helo }")).Text.Contains("Did you mean", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cost_ReportsAndValidatesByHeader()
    {
        await using var server = await TransportServer.StartAsync();

        Assert.Equal(
            """{"data":{"hello":"world"},"extensions":{"operationCost":{"fieldCost":10,"typeCost":1}}}""",
            (await AskAsync(server, "{ hello }", ("GraphQL-Cost", "report"))).Text);
        Assert.Equal(
            """{"extensions":{"operationCost":{"fieldCost":20,"typeCost":1}}}""",
            (await AskAsync(server, "{ hello other: hello }", ("GraphQL-Cost", "validate"))).Text);
        Assert.Equal("""{"data":{"hello":"world"}}""", (await AskAsync(server, "{ hello }", ("GraphQL-Cost", "nonsense"))).Text);
    }

    [Fact]
    public async Task Cost_MoreThanAllowed_IsABadRequest()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.ModifyCostOptions(options => options.MaxFieldCost = 15));

        var (status, text) = await AskAsync(server, "{ hello other: hello }");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed field cost was exceeded.","extensions":{"code":"HC0047","fieldCost":20,"maxFieldCost":15}}]}""",
            text);
    }

    [Fact]
    public async Task Aliases_MoreThanAllowed_AreABadRequest()
    {
        await using var server = await TransportServer.StartAsync();

        var (status, text) = await AskAsync(server, $"{{ {string.Concat(Enumerable.Range(0, 1_000).Select(i => $"a{i}: hello "))} }}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"code\":\"DOCUMENT_LIMIT_EXCEEDED\"", text);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(TransportServer server, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$"""{"query":"{{query.Replace("\"", "\\\"")}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/graphql-response+json");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Insiders : IHttpRequestInterceptor
    {
        public ValueTask OnCreateAsync(
            HttpContext context, RequestExecutor requestExecutor, OperationRequestBuilder requestBuilder, CancellationToken cancellationToken)
        {
            if (context.Request.Headers.ContainsKey("insider")) requestBuilder.AllowIntrospection();
            return default;
        }
    }
}
