using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>Getting many events at a time.</summary>
[Source(Pages.Bulk)]
[Source(Pages.PubSubApi)]
public sealed class BulkSubscribeTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("bulk", "/events/bulk")]
    [InlineData("declared-bulk", "/events/declared-bulk")]
    public async Task Events_ComeAsAList(string topic, string route)
    {
        var id = NewId();
        using var response = await PostAsync($"/v1.0/publish/pubsub/{topic}", $"\"{id}\"");

        var entry = Entry((await App.WaitForAsync(route, id)).Json, id);
        Assert.NotEmpty(entry.GetProperty("entryId").GetString()!);
        Assert.StartsWith("application/cloudevents+json", entry.GetProperty("contentType").GetString(), StringComparison.Ordinal);
        Assert.Equal(id, entry.GetProperty("event").GetProperty("data").GetString());
        Assert.Equal(topic, entry.GetProperty("event").GetProperty("topic").GetString());
    }

    [Fact]
    public async Task AnEventThatWasNotAnsweredFor_ComesAgain()
    {
        var id = NewId();
        App.Answer(id, (200, """{"statuses":[]}"""));
        using var response = await PostAsync("/v1.0/publish/pubsub/bulk", $"\"{id}\"");

        await App.WaitForAsync("/events/bulk", id, 2);
    }

    [Theory]
    [InlineData("RETRY")]
    [InlineData("OTHER")]
    public async Task AnEventThatIsNotDone_ComesAgain(string status)
    {
        var id = NewId();
        App.AnswerEntry(id, status);
        using var response = await PostAsync("/v1.0/publish/pubsub/bulk", $"\"{id}\"");

        await App.WaitForAsync("/events/bulk", id, 2);
    }

    [Theory]
    [InlineData("SUCCESS")]
    [InlineData("DROP")]
    public async Task AnEventThatIsDone_DoesNotComeAgain(string status)
    {
        var (id, after) = (NewId(), NewId());
        App.AnswerEntry(id, status);
        using var one = await PostAsync("/v1.0/publish/pubsub/bulk", $"\"{id}\"");
        await App.WaitForAsync("/events/bulk", id);
        using var two = await PostAsync("/v1.0/publish/pubsub/bulk", $"\"{after}\"");
        await App.WaitForAsync("/events/bulk", after);

        Assert.Equal(1, App.Count(id));
    }

    [Fact]
    public async Task AListThatFails_ComesAgain()
    {
        var id = NewId();
        App.Answer(id, (500, ""));
        using var response = await PostAsync("/v1.0/publish/pubsub/bulk", $"\"{id}\"");

        await App.WaitForAsync("/events/bulk", id, 2);
    }

    private static JsonElement Entry(JsonElement list, string id)
        => list.GetProperty("entries").EnumerateArray().Single(entry => entry.GetRawText().Contains(id, StringComparison.Ordinal));
}
