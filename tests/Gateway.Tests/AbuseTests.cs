using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicGraph.Gateway.Tests;

/// <summary>Requests that nobody makes who means well. What the engine refuses of documents in general is in its own tests.</summary>
public sealed class AbuseTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string LogIn = """logIn(input: { userName: "ada", password: "guess" }) { errors { __typename } }""";

    [Theory]
    [InlineData("mutation { GUESSES }")]
    [InlineData("mutation { ...Guesses } fragment Guesses on Mutation { GUESSES }")]
    public async Task Log_ins_of_one_request_are_few(string document)
    {
        gateway.Sidecar.Forget();

        var many = await gateway.QueryAsync(document.Replace("GUESSES", Guesses(6), StringComparison.Ordinal));

        Assert.NotNull(many["errors"]);
        Assert.Empty(gateway.Sidecar.Calls);
    }

    [Fact]
    public async Task Log_ins_of_one_batch_are_few()
    {
        await using var batching = new GatewayFixture { Settings = ["--GraphQL:MaxBatchSize=3"] };
        await batching.InitializeAsync();
        var request = new { query = $"mutation {{ {Guesses(6)} }}" };

        using var response = await batching.SendAsync(HttpMethod.Post, "/graphql", body: JsonContent.Create(new[] { request, request }));
        using var large = await batching.SendAsync(HttpMethod.Post, "/graphql", body: JsonContent.Create(Enumerable.Repeat(request, 4)));

        Assert.DoesNotContain("__typename", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        Assert.Empty(batching.Sidecar.Calls);
    }

    /// <summary>A mutation that comes to take a password and costs what a song costs would be a way to guess, or to keep every core busy.</summary>
    [Fact]
    public void Whatever_takes_a_password_costs_accordingly()
    {
        var schema = File.ReadAllText(SchemaTests.SnapshotFile());
        var guessing = Regex.Matches(schema, @"^input (\w+)Input \{.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline)
            .Where(input => Regex.IsMatch(input.Value, @"^\s+\w*password:", RegexOptions.Multiline | RegexOptions.IgnoreCase))
            .Select(input => char.ToLowerInvariant(input.Groups[1].Value[0]) + input.Groups[1].Value[1..])
            .ToArray();

        Assert.Contains("logIn", guessing);
        Assert.All(guessing, field => Assert.Matches($@"(?m)^  {field}\(input: \w+!\): .*@cost\(weight: ""2000""\)", schema));
    }

    [Fact]
    public async Task A_production_server_tells_nothing_of_its_schema()
    {
        await using var production = new GatewayFixture { Settings = ["--GRAPHQL_INTROSPECTION=false"] };
        await production.InitializeAsync();

        var introspection = await production.QueryAsync("{ __schema { types { name } } }");
        var guess = await production.QueryAsync("{ song { title } }");
        using var download = await production.SendAsync(HttpMethod.Get, "/graphql?sdl");

        Assert.Null(introspection["data"]?["__schema"]);
        Assert.DoesNotContain("Did you mean", guess["errors"]!.ToJsonString());
        Assert.DoesNotContain("type Query", await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task What_a_page_of_another_site_can_send_unasked_is_no_operation(string? type)
    {
        gateway.Sidecar.Forget();
        using var body = new StringContent($$"""{"query":"mutation { {{LogIn.Replace("\"", "\\\"", StringComparison.Ordinal)}} }"}""");
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        using var response = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: body);

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Empty(gateway.Sidecar.Calls);
    }

    [Theory]
    [InlineData("//evil.example/graphql")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/graphql/../../evil.example")]
    [InlineData("/users%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/playlist/%0d%0aLocation:%20https:%2f%2fevil.example")]
    public async Task Odd_addresses_lead_nowhere_and_set_nothing(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await http.GetAsync($"{gateway.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{address}", TestContext.Current.CancellationToken);

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Null(response.Headers.Location);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Answers_to_somebody_are_not_for_caches_and_cookies_are_never_set()
    {
        using var session = await gateway.SendAsync(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query = $"mutation {{ {LogIn} }}" }));
        using var own = await gateway.SendAsync(HttpMethod.Get, "/playlists", gateway.Services.Ada);

        Assert.All([session, own], response =>
        {
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        });
    }

    /// <summary>Kestrel's own guards against clients that send a byte at a time are on.</summary>
    [Fact]
    public async Task Slow_clients_are_not_waited_for()
    {
        await using var app = Program.Create(["--urls=http://127.0.0.1:0"]);
        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.True(limits.MinRequestBodyDataRate?.BytesPerSecond >= 240);
        Assert.True(limits.MinResponseDataRate?.BytesPerSecond >= 240);
        Assert.True(limits.RequestHeadersTimeout <= TimeSpan.FromSeconds(30));
        Assert.Equal(ServiceDefaults.ServiceApp.LargestJsonBody, limits.MaxRequestBodySize);
    }

    private static string Guesses(int count) => string.Join(' ', Enumerable.Range(0, count).Select(number => $"g{number}: {LogIn}"));
}
