namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>What the app's answer does to an event.</summary>
[Source(Pages.PubSubApi)]
public sealed class DeliveryTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData(200, "")]
    [InlineData(204, "")]
    [InlineData(200, """{"status":"SUCCESS"}""")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"status":""}""")]
    [InlineData(200, """{"Status":"DROP"}""")]
    [InlineData(200, """{"other":1}""")]
    [InlineData(200, "not json")]
    [InlineData(200, """{"status":"DROP"}""")]
    [InlineData(404, "")]
    public async Task AnEventThatIsDoneOrDropped_DoesNotComeAgain(int status, string body)
    {
        var (id, after) = (NewId(), NewId());
        App.Answer(id, (status, body));
        using var one = await PostAsync("/v1.0/publish/pubsub/plain", $"\"{id}\"");
        await App.WaitForAsync("/events/plain", id);
        using var two = await PostAsync("/v1.0/publish/pubsub/plain", $"\"{after}\"");
        await App.WaitForAsync("/events/plain", after);

        Assert.Equal(1, App.Count(id));
    }

    [Theory]
    [InlineData(200, """{"status":"RETRY"}""")]
    [InlineData(200, """{"status":"OTHER"}""")]
    [InlineData(500, "")]
    [InlineData(503, "")]
    [InlineData(400, "")]
    public async Task AnEventThatIsNotDone_ComesAgainAsItWas(int status, string body)
    {
        var id = NewId();
        App.Answer(id, (status, body), (status, body));
        using var response = await PostAsync("/v1.0/publish/pubsub/plain", $"\"{id}\"");

        var received = await App.WaitForAsync("/events/plain", id, 3);

        Assert.Single(received.Select(request => request.Json.GetProperty("id").GetString()).Distinct());
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("declared-fails")]
    [Source(Pages.DeadLetters)]
    public async Task AnEventThatIsNeverDone_GoesToTheDeadLetterTopic(string topic)
    {
        var id = NewId();
        App.Answer(id, [.. Enumerable.Repeat((500, ""), 4)]); // the first time and three retries
        using var response = await PostAsync($"/v1.0/publish/pubsub/{topic}", $$"""{"id":"{{id}}"}""");

        var dead = await App.WaitForAsync("/events/dead", id);
        var failed = await App.WaitForAsync($"/events/{topic}", id, 4);

        Assert.Equal(4, failed.Count);
        Assert.Equal(id, dead.Json.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal(failed[0].Json.GetProperty("id").GetString(), dead.Json.GetProperty("id").GetString());
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/subscription/subscription.go (ErrMessageDropped)")]
    public async Task AnEventThatIsDropped_GoesToTheDeadLetterTopic()
    {
        var id = NewId();
        App.Answer(id, (200, """{"status":"DROP"}"""));
        using var response = await PostAsync("/v1.0/publish/pubsub/fails", $"\"{id}\"");

        await App.WaitForAsync("/events/dead", id);
        Assert.Single(await App.WaitForAsync("/events/fails", id, 1));
    }
}
