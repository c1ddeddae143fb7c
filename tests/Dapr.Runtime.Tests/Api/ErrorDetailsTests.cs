using System.Net;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>
/// The details of errors that a Dapr with components that work does not answer; tests/Dapr.Conformance has the others. dapr/dapr,
/// <c>pkg/api/errors/state.go</c> and <c>pubsub.go</c>.
/// </summary>
public sealed class ErrorDetailsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task State_WithoutAStore_NamesTheApp()
    {
        await using var runtime = new TestRuntime();
        var (_, client) = await runtime.StartAsync("shop");
        using var _ = client;
        using var response = await client.GetAsync("/v1.0/state/statestore/key", Cancellation);

        Assert.Equal(
            (HttpStatusCode.InternalServerError, """
                {"errorCode":"ERR_STATE_STORE_NOT_CONFIGURED","message":"state store statestore is not configured","details":[
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"dapr.io","metadata":{"appID":"shop"},"reason":"DAPR_STATE_NOT_CONFIGURED"}]}
                """.ReplaceLineEndings("")),
            (response.StatusCode, await response.TextAsync()));
    }

    [Theory]
    [InlineData("", "ERR_PUBSUB_EMPTY", "pubsub name is empty", "DAPR_PUBSUB_NAME_EMPTY")]
    [InlineData("pubsub/", "ERR_TOPIC_NAME_EMPTY", "topic is empty in pubsub pubsub", "DAPR_PUBSUB_TOPIC_NAME_EMPTY")]
    public async Task Publish_ToNoTopic_NamesThePubSubAndTheRequestsMetadata(string path, string errorCode, string message, string reason)
    {
        await using var runtime = new TestRuntime(TestRuntime.PubSub);
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        using var response = await client.PostTextAsync($"/v1.0/publish/{path}?metadata.some=thing", "1");

        Assert.Equal(
            (HttpStatusCode.NotFound, $$$"""
                {"errorCode":"{{{errorCode}}}","message":"{{{message}}}","details":[
                {"@type":"type.googleapis.com/google.rpc.ResourceInfo","description":"{{{message}}}","owner":"",
                "resource_name":"{{{path.TrimEnd('/')}}}","resource_type":"pubsub"},
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"dapr.io","metadata":{"some":"thing"},"reason":"{{{reason}}}"}]}
                """.ReplaceLineEndings("")),
            (response.StatusCode, await response.TextAsync()));
    }

    [Fact]
    public async Task Publish_WhenTheBrokerIsAway_NamesTheTopicAndTheError()
    {
        await using var server = new RedisServer();
        await server.StartAsync(Cancellation);
        await using var runtime = new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: pubsub
            spec:
              type: pubsub.redis
              version: v1
              metadata:
                - name: redisHost
                  value: "{server.Host}"
            """);
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        await server.KillAsync();
        using var response = await client.PostTextAsync("/v1.0/publish/pubsub/songs", "1");

        var error = await response.JsonAsync();
        var metadata = error.GetProperty("details")[1].GetProperty("metadata");
        Assert.Equal("ERR_PUBSUB_PUBLISH_MESSAGE", error.GetProperty("errorCode").GetString());
        Assert.Equal("DAPR_PUBSUB_PUBLISH_MESSAGE", error.GetProperty("details")[1].GetProperty("reason").GetString());
        Assert.Equal("songs", metadata.GetProperty("topic").GetString());
        Assert.Equal(
            $"error when publishing to topic songs in pubsub pubsub: {metadata.GetProperty("error").GetString()}",
            error.GetProperty("message").GetString());
    }
}
