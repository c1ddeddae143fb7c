using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MusicGraph.Gateway.Tests;

public sealed class BadInputTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string, string> BadDocuments => new()
    {
        { "a syntax error", "{ songs(" },
        { "an unknown field", "{ songz { nodes { title } } }" },
        { "an unknown argument", "{ songs(many: 1) { nodes { title } } }" },
        { "10,000 levels", string.Concat(Enumerable.Repeat("{ a ", 10_000)) + new string('}', 10_000) },
    };

    [Theory]
    [MemberData(nameof(BadDocuments))]
    public async Task A_bad_document_is_a_clear_error(string what, string query)
    {
        var response = await gateway.QueryAsync(query);

        var message = (string)response["errors"]![0]!["message"]!;
        Assert.False(string.IsNullOrWhiteSpace(message), what);
        AssertNothingLeaks(response.ToJsonString());
        await AssertServesAsync();
    }

    [Fact]
    public async Task A_variable_of_the_wrong_type_is_a_clear_error()
    {
        var response = await gateway.QueryAsync("query ($first: Int) { songs(first: $first) { nodes { title } } }", variables: new { first = "ten" });

        Assert.Contains("first", (string)response["errors"]![0]!["message"]!);
        AssertNothingLeaks(response.ToJsonString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{\"query\": 1}")]
    public async Task A_body_that_is_no_request_is_a_clear_error(string body)
    {
        using var response = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(JsonNode.Parse(text)!["errors"]);
        AssertNothingLeaks(text);
    }

    [Fact]
    public async Task A_query_of_20_MB_is_refused_without_being_read_into_memory()
    {
        using var body = JsonContent.Create(new { query = "{ me { " + new string('a', 20 * 1024 * 1024) + " } }" });
        HttpStatusCode? status = null;
        try
        {
            using var response = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: body);
            status = response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the client still sends, before the client has read the answer.
        }

        Assert.True(status is null or HttpStatusCode.RequestEntityTooLarge, $"{status}");
        await AssertServesAsync();
    }

    [Fact]
    public async Task A_form_post_is_refused_so_that_other_sites_cannot_send_one()
    {
        using var body = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        using var response = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: body);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_mutation_by_GET_is_refused()
    {
        var query = Uri.EscapeDataString("""mutation { createPlaylist(input: { name: "x" }) { playlist { name } } }""");

        using var response = await gateway.SendAsync(HttpMethod.Get, $"/graphql?query={query}", gateway.Services.Ada);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("")]
    [InlineData("U29uZzp4")]
    public async Task An_id_that_is_none_is_a_clear_error(string id)
    {
        var response = await gateway.QueryAsync("query ($id: ID!) { playlistById(id: $id) { name } }", variables: new { id });

        Assert.NotNull(response["errors"]);
        AssertNothingLeaks(response.ToJsonString());
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../batch")]
    [InlineData("a||b")]
    [InlineData("a\0b")]
    public async Task What_is_no_user_name_is_nobodys_and_leads_nowhere_else(string userName)
    {
        gateway.Sidecar.Forget();
        var data = await gateway.DataAsync("query ($userName: String!) { userByName(userName: $userName) { userName } }", variables: new { userName });

        Assert.Null(data["userByName"]);
        Assert.DoesNotContain(gateway.Sidecar.Calls, call => call.Path.StartsWith("users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_a_service_is_a_clear_error()
    {
        gateway.Services.On("search", "POST", "search", _ => Microsoft.AspNetCore.Http.Results.StatusCode(414));

        var response = await gateway.QueryAsync("""{ search(text: "as if it were too long") { songs { totalCount } } }""");

        Assert.Contains("too long", (string)response["errors"]![0]!["message"]!);
        Assert.Equal(Contracts.Problems.Invalid, (string)response["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task An_unknown_id_is_null()
    {
        var data = await gateway.DataAsync(
            "query ($id: ID!) { playlistById(id: $id) { name } }", variables: new { id = GlobalIds.Of("Playlist", FakeServices.Id(5, 999)) });

        Assert.Null(data["playlistById"]);
    }

    [Fact]
    public async Task A_forged_token_is_refused_with_401() => await AssertRefusedAsync(Tokens.Forged(gateway.Services.Ada));

    [Fact]
    public async Task An_expired_token_is_refused_with_401() => await AssertRefusedAsync(Tokens.Expired(gateway.Services.Ada));

    [Fact]
    public async Task Something_that_is_no_token_is_refused_with_401() => await AssertRefusedAsync("nonsense");

    [Fact]
    public async Task An_unknown_route_is_a_clear_404()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task AssertRefusedAsync(string token)
    {
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query = "{ __typename }" }));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(Contracts.Problems.Unauthenticated, (string)problem["code"]!);
        await AssertServesAsync();
    }

    private async Task AssertServesAsync() => Assert.Equal("Query", (string)(await gateway.DataAsync("{ __typename }"))["__typename"]!);

    private static void AssertNothingLeaks(string response)
    {
        Assert.DoesNotContain("   at ", response);
        Assert.DoesNotContain("Exception", response);
        Assert.DoesNotContain(".cs", response);
    }
}
