using System.Net;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.Operation;

/// <summary>Health, metadata and tokens.</summary>
public sealed class SidecarTests(Subject subject) : ConformanceTests(subject)
{
    private readonly Subject _subject = subject;

    [Theory]
    [InlineData("/v1.0/healthz")]
    [InlineData("/v1.0/healthz/outbound")]
    [Source(Pages.HealthApi)]
    public async Task AHealthySidecar_Answers204(string path)
    {
        using var response = await GetAsync(path);

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Theory]
    [InlineData("/v1.0/healthz")]
    [InlineData("/v1.0/healthz/outbound")]
    [Source("dapr/dapr pkg/api/http/healthz.go (AlwaysAllowed)")]
    public async Task Health_AsksForNoToken(string path)
    {
        using var client = new HttpClient { BaseAddress = Dapr.BaseAddress };
        using var response = await client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    [Source(Pages.MetadataApi)]
    public async Task Metadata_TellsTheAppsId()
        => Assert.Equal(Subject.AppId, (await MetadataAsync()).GetProperty("id").GetString());

    [Theory]
    [InlineData("statestore", "state.sqlite")]
    [InlineData("memory", "state.in-memory")]
    [InlineData("pubsub", "pubsub.in-memory")]
    [InlineData("files", "bindings.localstorage")]
    [InlineData("secretstore", "secretstores.local.file")]
    [InlineData("lockstore", "lock.redis")]
    [InlineData("configstore", "configuration.redis")]
    [InlineData("tick", "bindings.cron")]
    [Source(Pages.MetadataApi)]
    public async Task Metadata_TellsTheComponents(string name, string type)
    {
        var component = (await MetadataAsync()).GetProperty("components").EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == name);

        Assert.Equal(type, component.GetProperty("type").GetString());
        Assert.Equal("v1", component.GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("ETAG")]
    [InlineData("TRANSACTIONAL")]
    [InlineData("TTL")]
    [Source("dapr/components-contrib state/feature.go")]
    public async Task Metadata_TellsWhatAStoreCanDo(string capability)
    {
        var component = (await MetadataAsync()).GetProperty("components").EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == "statestore");

        Assert.Contains(capability, component.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    [Source(Pages.ComponentScopes)]
    public async Task Metadata_TellsNothingOfOtherAppsComponents() => Assert.DoesNotContain(
        "othersonly", (await MetadataAsync()).GetProperty("components").EnumerateArray().Select(item => item.GetProperty("name").GetString()));

    [Fact]
    [Source(Pages.MetadataApi)]
    public async Task AnAttribute_IsKept()
    {
        var name = NewId();
        using var response = await SendAsync(HttpMethod.Put, $"/v1.0/metadata/{name}", "myDemoAttributeValue", "text/plain");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("myDemoAttributeValue", (await MetadataAsync()).GetProperty("extended").GetProperty(name).GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [Source(Pages.ApiToken)]
    public async Task ACallWithoutTheToken_Is401(string? token)
    {
        Assert.SkipWhen(_subject.ApiToken is null, "DAPR_API_TOKEN is not set.");
        using var client = new HttpClient { BaseAddress = Dapr.BaseAddress };
        if (token is not null)
            client.DefaultRequestHeaders.Add("dapr-api-token", token);

        using var response = await client.GetAsync("/v1.0/state/statestore/key", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/metadata.go")]
    public async Task Metadata_TellsTheSubscriptions()
    {
        var all = (await MetadataAsync()).GetProperty("subscriptions").EnumerateArray().ToDictionary(item => item.GetProperty("topic").GetString()!);

        Assert.Equal(("PROGRAMMATIC", "dead"), (Text(all["fails"], "type"), Text(all["fails"], "deadLetterTopic")));
        Assert.Equal(("DECLARATIVE", ""), (Text(all["declared"], "type"), Text(all["declared"], "deadLetterTopic")));
        Assert.Equal("true", Text(all["raw"].GetProperty("metadata"), "rawPayload"));
        var rules = all["declared-rules"].GetProperty("rules");
        Assert.Equal(("event.type == \"widget\"", "/events/widgets"), (Text(rules[0], "match"), Text(rules[0], "path")));
        Assert.Equal("/events/products", Text(rules[2], "path"));
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/metadata.go")]
    public async Task Metadata_TellsWhereTheAppIs()
    {
        var app = (await MetadataAsync()).GetProperty("appConnectionProperties");

        Assert.Equal((App.Address.Port, "http"), (app.GetProperty("port").GetInt32(), Text(app, "protocol")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<JsonElement> MetadataAsync()
    {
        using var response = await GetAsync("/v1.0/metadata");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }
}
