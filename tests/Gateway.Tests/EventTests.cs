using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class EventTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_sidecar_learns_of_the_topics()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/dapr/subscribe");

        var topics = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(["shares", "songs", "users"], topics.Select(topic => (string)topic!["topic"]!).Order());
        Assert.All(topics, topic => Assert.Equal("broadcast", (string)topic!["pubsubName"]!));
    }

    [Fact]
    public async Task A_share_reaches_its_recipient_once_although_it_is_delivered_twice()
    {
        var (ada, ben) = (gateway.Services.Ada, gateway.Services.Ben);
        using var events = await SubscribeAsync("subscription { onShare { message sharedBy { userName } subject { ... on Song { title } } } }", ben);

        var first = new ShareMade(Guid.CreateVersion7(), ShareOf(ada, "First"), [ben.Id]);
        Assert.Equal(HttpStatusCode.OK, await PublishAsync("/events/shares", first));
        Assert.Equal(HttpStatusCode.OK, await PublishAsync("/events/shares", first));
        await PublishAsync("/events/shares", new ShareMade(Guid.CreateVersion7(), ShareOf(ada, "For somebody else"), [ada.Id]));
        await PublishAsync("/events/shares", new ShareMade(Guid.CreateVersion7(), ShareOf(ada, "Second"), [ben.Id]));

        Assert.Equal(
            """{"data":{"onShare":{"message":"First","sharedBy":{"userName":"ada"},"subject":{"title":"Song 1"}}}}""", await events.NextAsync());
        Assert.Contains("Second", await events.NextAsync());
    }

    [Fact]
    public async Task OnShare_without_a_token_is_refused()
    {
        var response = await gateway.QueryAsync("subscription { onShare { message } }");

        Assert.Equal("AUTH_NOT_AUTHENTICATED", (string)response["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task An_event_that_is_none_is_dropped() =>
        Assert.Equal(HttpStatusCode.NotFound, await PublishAsync("/events/shares", "nonsense"));

    private Share ShareOf(User user, string message) =>
        new(Guid.CreateVersion7(), user.Id, ShareKind.Song, gateway.Services.Songs[0].Id, message, [], FakeServices.Time(1));

    private async Task<HttpStatusCode> PublishAsync<T>(string path, T data)
    {
        using var response = await gateway.PublishAsync(path, data);
        return response.StatusCode;
    }

    private async Task<EventStream> SubscribeAsync(string query, User user)
    {
        using var request = gateway.Request(HttpMethod.Post, "/graphql", user, JsonContent.Create(new { query }));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }
}
