using System.Net;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>Saving, reading and removing state.</summary>
[Source(Pages.StateApi)]
public sealed class StateTests(Subject subject) : ConformanceTests(subject)
{
    private const string Store = "/v1.0/state/statestore";

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [Source(Pages.HttpApi)]
    public async Task Save_Answers204WithNothing(string method)
    {
        using var response = await SendAsync(new HttpMethod(method), Store, $$"""[{"key":"{{NewId()}}","value":1}]""");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("\"ünïcödé \\ud83d\\ude00 \\\"quoted\\\"\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("-1.5")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"name":"Tatooine","suns":[1,2],"nested":{"deep":null}}""")]
    public async Task Get_AnswersTheJsonThatWasSaved(string value)
    {
        var key = NewId();
        await SaveAsync(key, value);

        using var response = await GetAsync($"{Store}/{key}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var saved = JsonDocument.Parse(value);
        Assert.True(JsonElement.DeepEquals(saved.RootElement, await JsonAsync(response)));
    }

    [Fact]
    public async Task Get_OfAnAbsentKey_Is204WithNothing()
    {
        using var response = await GetAsync($"{Store}/{NewId()}");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Null(Header(response, "ETag"));
    }

    [Fact]
    public async Task Get_TellsTheEtag()
    {
        var key = NewId();
        await SaveAsync(key, "1");

        Assert.NotEmpty(await EtagAsync(key));
    }

    [Theory]
    [InlineData("eventual")]
    [InlineData("strong")]
    public async Task Get_TakesAConsistency(string consistency)
    {
        var key = NewId();
        await SaveAsync(key, "1");

        using var response = await GetAsync($"{Store}/{key}?consistency={consistency}");

        Assert.Equal("1", await TextAsync(response));
    }

    [Fact]
    public async Task Save_ReplacesTheValueAndItsEtag()
    {
        var key = NewId();
        await SaveAsync(key, "1");
        var first = await EtagAsync(key);
        await SaveAsync(key, "2");

        Assert.Equal("2", await ReadAsync(key));
        Assert.NotEqual(first, await EtagAsync(key));
    }

    [Fact]
    public async Task Save_TakesManyKeys()
    {
        var (one, two) = (NewId(), NewId());
        using var response = await PostAsync(Store, $$$"""[{"key":"{{{one}}}","value":1},{"key":"{{{two}}}","value":{"a":2}}]""");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("1", await ReadAsync(one));
        Assert.Equal("""{"a":2}""", await ReadAsync(two));
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task Save_OfNothing_Is204()
    {
        using var response = await PostAsync(Store, "[]");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("with:colon")]
    [InlineData("with.dot-and_line")]
    [InlineData("ünïcödé")]
    [InlineData("a|b")]
    public async Task AKey_MayBeAnyText(string suffix)
    {
        var key = NewId() + suffix;
        await SaveAsync(key, "1");

        Assert.Equal("1", await ReadAsync(Uri.EscapeDataString(key)));
    }

    [Fact]
    public async Task Delete_RemovesAKey()
    {
        var key = NewId();
        await SaveAsync(key, "1");

        using var deleted = await SendAsync(HttpMethod.Delete, $"{Store}/{key}");
        using var read = await GetAsync($"{Store}/{key}");

        AssertEmpty(HttpStatusCode.NoContent, deleted);
        Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
    }

    [Fact]
    public async Task Delete_OfAnAbsentKey_Is204()
    {
        using var deleted = await SendAsync(HttpMethod.Delete, $"{Store}/{NewId()}");

        AssertEmpty(HttpStatusCode.NoContent, deleted);
    }

    [Theory]
    [InlineData("first-write", "strong")]
    [InlineData("last-write", "eventual")]
    public async Task Save_TakesOptions(string concurrency, string consistency)
    {
        var key = NewId();
        using var response = await PostAsync(
            Store, $$$"""[{"key":"{{{key}}}","value":1,"options":{"concurrency":"{{{concurrency}}}","consistency":"{{{consistency}}}"}}]""");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("1", await ReadAsync(key));
    }

    [Theory]
    [InlineData("statestore")]
    [InlineData("memory")]
    public async Task AStore_KeepsWhatIsItsOwn(string store)
    {
        var key = NewId();
        using var saved = await PostAsync($"/v1.0/state/{store}", $$"""[{"key":"{{key}}","value":"{{store}}"}]""");
        using var here = await GetAsync($"/v1.0/state/{store}/{key}");
        using var there = await GetAsync($"/v1.0/state/{(store == "memory" ? "statestore" : "memory")}/{key}");

        Assert.Equal($"\"{store}\"", await TextAsync(here));
        Assert.Equal(HttpStatusCode.NoContent, there.StatusCode);
    }

    private async Task SaveAsync(string key, string value)
    {
        using var response = await PostAsync(Store, $$"""[{"key":"{{key}}","value":{{value}}}]""");
        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    private async Task<string> ReadAsync(string key)
    {
        using var response = await GetAsync($"{Store}/{key}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TextAsync(response);
    }

    private async Task<string> EtagAsync(string key)
    {
        using var response = await GetAsync($"{Store}/{key}");
        return Header(response, "ETag")!;
    }
}
