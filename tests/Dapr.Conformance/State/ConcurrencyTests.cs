using System.Net;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>Who wins, by etags and modes of concurrency.</summary>
[Source(Pages.StateApi)]
public sealed class ConcurrencyTests(Subject subject) : ConformanceTests(subject)
{
    private const string Store = "/v1.0/state/statestore";
    private const string Mismatch = "possible etag mismatch. error from state store";

    [Fact]
    public async Task Save_WithTheEtagThatIsThere_IsDone()
    {
        var (key, etag) = await SavedAsync();

        using var response = await SaveAsync(key, "2", $$""","etag":"{{etag}}" """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("2", await ReadAsync(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","options":{"concurrency":"first-write"}""")]
    [Source(Pages.HttpApi)]
    [Source(Pages.ETagError)]
    public async Task Save_WithAnotherEtag_Is409(string options)
    {
        var (key, etag) = await SavedAsync();
        using (await SaveAsync(key, "2", ""))
        using (var response = await SaveAsync(key, "3", $$""","etag":"{{etag}}"{{options}}"""))
        {
            await AssertErrorAsync(response, HttpStatusCode.Conflict, "ERR_STATE_SAVE");
            Assert.StartsWith(
                $"failed saving state in state store statestore: {Mismatch}",
                (await JsonAsync(response)).GetProperty("message").GetString(),
                StringComparison.Ordinal);
        }

        Assert.Equal("2", await ReadAsync(key));
    }

    [Fact]
    public async Task Save_WithoutAnEtag_IsTheLastWrite()
    {
        var (key, _) = await SavedAsync();

        using var response = await SaveAsync(key, "2", ""","options":{"concurrency":"last-write"}""");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("2", await ReadAsync(key));
    }

    [Fact]
    [Source("dapr/components-contrib tests/conformance/state/state.go")]
    public async Task FirstWrite_OfAnAbsentKey_IsDone()
    {
        var key = NewId();

        using var response = await SaveAsync(key, "1", ""","options":{"concurrency":"first-write"}""");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("1", await ReadAsync(key));
    }

    [Fact]
    [Source("dapr/components-contrib tests/conformance/state/state.go")]
    public async Task FirstWrite_OfAKeyThatIsThere_Is409()
    {
        var (key, _) = await SavedAsync();

        using var response = await SaveAsync(key, "2", ""","options":{"concurrency":"first-write"}""");

        await AssertErrorAsync(response, HttpStatusCode.Conflict, "ERR_STATE_SAVE");
        Assert.Equal("1", await ReadAsync(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?concurrency=first-write&consistency=strong")]
    [InlineData("?concurrency=last-write&consistency=eventual")]
    public async Task Delete_WithTheEtagThatIsThere_IsDone(string query)
    {
        var (key, etag) = await SavedAsync();

        using var response = await SendAsync(HttpMethod.Delete, $"{Store}/{key}{query}", headers: ("If-Match", etag));
        using var read = await GetAsync($"{Store}/{key}");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?concurrency=first-write")]
    [InlineData("?concurrency=first-write&consistency=strong")]
    [Source(Pages.HttpApi)]
    public async Task Delete_WithAnotherEtag_Is409(string query)
    {
        var (key, etag) = await SavedAsync();
        using (await SaveAsync(key, "2", ""))
        using (var response = await SendAsync(HttpMethod.Delete, $"{Store}/{key}{query}", headers: ("If-Match", etag)))
        {
            await AssertErrorAsync(response, HttpStatusCode.Conflict, "ERR_STATE_DELETE");
            Assert.StartsWith(
                $"failed deleting state with key {key}: {Mismatch}",
                (await JsonAsync(response)).GetProperty("message").GetString(),
                StringComparison.Ordinal);
        }

        Assert.Equal("2", await ReadAsync(key));
    }

    private async Task<(string Key, string ETag)> SavedAsync()
    {
        var key = NewId();
        using var saved = await SaveAsync(key, "1", "");
        using var read = await GetAsync($"{Store}/{key}");
        return (key, Header(read, "ETag")!);
    }

    private Task<HttpResponseMessage> SaveAsync(string key, string value, string more)
        => PostAsync(Store, $$"""[{"key":"{{key}}","value":{{value}}{{more}}}]""");

    private async Task<string> ReadAsync(string key)
    {
        using var response = await GetAsync($"{Store}/{key}");
        return await TextAsync(response);
    }
}
