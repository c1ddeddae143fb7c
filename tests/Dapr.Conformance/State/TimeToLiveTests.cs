using System.Globalization;
using System.Net;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>State that goes by itself.</summary>
[Source(Pages.StateTtl)]
public sealed class TimeToLiveTests(Subject subject) : ConformanceTests(subject)
{
    private const string ExpireHeader = "metadata.ttlExpireTime";

    [Theory]
    [InlineData("statestore")]
    [InlineData("memory")]
    public async Task AKey_IsGoneAfterItsTime(string store)
    {
        var key = NewId();
        using var saved = await PostAsync($"/v1.0/state/{store}", $$$"""[{"key":"{{{key}}}","value":1,"metadata":{"ttlInSeconds":"1"}}]""");

        AssertEmpty(HttpStatusCode.NoContent, saved);
        while (true)
        {
            using var read = await GetAsync($"/v1.0/state/{store}/{key}");
            if (read.StatusCode == HttpStatusCode.NoContent)
                return;
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }

    [Theory]
    [InlineData("statestore")]
    [InlineData("memory")]
    [Source("dapr/components-contrib tests/conformance/state/state.go (ttlExpireTime)")]
    public async Task Get_TellsWhenAKeyWillBeGone(string store)
    {
        var key = NewId();
        using var saved = await PostAsync($"/v1.0/state/{store}", $$$"""[{"key":"{{{key}}}","value":1,"metadata":{"ttlInSeconds":"1000"}}]""");

        using var read = await GetAsync($"/v1.0/state/{store}/{key}");

        var expires = DateTimeOffset.Parse(Header(read, ExpireHeader)!, CultureInfo.InvariantCulture);
        Assert.InRange((expires - DateTimeOffset.UtcNow).TotalSeconds, 900, 1010);
    }

    [Fact]
    [Source("dapr/components-contrib tests/conformance/state/state.go (ttlExpireTime)")]
    public async Task BulkGet_TellsWhenAKeyWillBeGone()
    {
        var key = NewId();
        using var saved = await PostAsync("/v1.0/state/statestore", $$$"""[{"key":"{{{key}}}","value":1,"metadata":{"ttlInSeconds":"1000"}}]""");

        using var read = await PostAsync("/v1.0/state/statestore/bulk", $$"""{"keys":["{{key}}"]}""");

        Assert.NotEmpty((await JsonAsync(read))[0].GetProperty("metadata").GetProperty("ttlExpireTime").GetString()!);
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task TheTimeToLive_MayStandInTheQuery()
    {
        var key = NewId();
        using var saved = await PostAsync("/v1.0/state/statestore?metadata.ttlInSeconds=1000", $$"""[{"key":"{{key}}","value":1}]""");

        using var read = await GetAsync($"/v1.0/state/statestore/{key}");

        Assert.NotNull(Header(read, ExpireHeader));
    }

    [Fact]
    [Source(Pages.StateApi)]
    public async Task ATransaction_TakesATimeToLive()
    {
        var key = NewId();
        using var saved = await PostAsync("/v1.0/state/statestore/transaction", $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{key}}}","value":1,"metadata":{"ttlInSeconds":"1000"} } } ] }
            """);

        using var read = await GetAsync($"/v1.0/state/statestore/{key}");

        Assert.NotNull(Header(read, ExpireHeader));
    }

    [Theory]
    [InlineData(""","metadata":{"ttlInSeconds":"-1"}""")]
    [InlineData("")]
    public async Task AKeyThatIsSavedForGood_HasNoTimeAnyMore(string metadata)
    {
        var key = NewId();
        using var forATime = await PostAsync("/v1.0/state/statestore", $$$"""[{"key":"{{{key}}}","value":1,"metadata":{"ttlInSeconds":"1000"}}]""");
        using var forGood = await PostAsync("/v1.0/state/statestore", $$"""[{"key":"{{key}}","value":2{{metadata}}}]""");

        using var read = await GetAsync($"/v1.0/state/statestore/{key}");

        Assert.Equal("2", await TextAsync(read));
        Assert.Null(Header(read, ExpireHeader));
    }
}
