using System.Net;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>Under which names keys are kept: stores over one database see each other's keys where they prefix them alike.</summary>
[Source(Pages.ShareState)]
[Source(Pages.KeyPrefixes)]
public sealed class KeyPrefixTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("statestore", "byappid", true)] // appid is the default
    [InlineData("byappid", "statestore", true)]
    [InlineData("byname", "bytext", true)] // name is the store's, and any other text is the prefix itself
    [InlineData("bytext", "byname", true)]
    [InlineData("statestore", "byname", false)]
    [InlineData("statestore", "bynone", false)]
    [InlineData("byname", "bynone", false)]
    [InlineData("bynone", "statestore", false)]
    public async Task AKey_IsSeenWhereThePrefixIsTheSame(string writer, string reader, bool seen)
    {
        var key = NewId();
        using var saved = await PostAsync($"/v1.0/state/{writer}", $$"""[{"key":"{{key}}","value":1}]""");
        AssertEmpty(HttpStatusCode.NoContent, saved);

        using var read = await GetAsync($"/v1.0/state/{reader}/{key}");

        Assert.Equal(seen ? HttpStatusCode.OK : HttpStatusCode.NoContent, read.StatusCode);
    }

    [Theory]
    [InlineData("byname")]
    [InlineData("bynone")]
    [InlineData("bytext")]
    public async Task BulkGet_AnswersKeysAsTheyWereAskedFor(string store)
    {
        var key = NewId();
        using var saved = await PostAsync($"/v1.0/state/{store}", $$"""[{"key":"{{key}}","value":1}]""");

        using var read = await PostAsync($"/v1.0/state/{store}/bulk", $$"""{"keys":["{{key}}"]}""");

        Assert.Equal(key, (await JsonAsync(read))[0].GetProperty("key").GetString());
    }
}
