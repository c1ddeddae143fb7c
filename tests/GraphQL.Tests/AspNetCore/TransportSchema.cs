using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Subscriptions;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>A schema for what transports care about: how long an operation takes, what kind it is, how it ends, and who asks.</summary>
internal static class TransportSchema
{
    public static void AddTo(SchemaBuilder schema) => schema
        .AddObject("Query")
        .AddField("Query", new("hello", "String!") { Resolve = batch => batch.Set(0, "world") })
        .AddField("Query", new("echo", "String!") { Arguments = [new("text", "String!")], Resolve = batch => batch.Set(0, batch.Arguments.Get<string>(0)) })
        .AddField("Query", new("user", "String") { Resolve = batch => batch.Set(0, batch.Request.User.Identity?.Name) })
        .AddField("Query", new("state", "String") { Resolve = batch => batch.Set(0, batch.Request.GlobalState.GetValueOrDefault("state")) })
        .AddField("Query", new("broken", "String") { Resolve = batch => batch.Fail(0, new InvalidOperationException("secret")) })
        .AddField("Query", new("never", "String") { Resolve = batch => batch.Set(0, batch.Request.Service<Gate>().WaitAsync(batch.Request.RequestAborted)) })
        .AddObject("Mutation")
        .AddField("Mutation", new("publish", "Boolean!")
        {
            Arguments = [new("topic", "String!"), new("text", "String!")],
            Resolve = batch => batch.Set(0, PublishAsync(batch.Request.Service<ITopicEventSender>(), batch.Arguments)),
        })
        .AddObject("Subscription")
        .AddField("Subscription", new("messages", "String!")
        {
            Arguments = [new("topic", "String!")],
            Subscribe = async (request, arguments) => Resolvers.Events(
                await request.Service<ITopicEventReceiver>().SubscribeAsync<string>(arguments.Get<string>(0), request.RequestAborted)),
            Resolve = batch =>
            {
                for (var i = 0; i < batch.Count; i++) batch.Set(i, batch.Parent(i));
            },
        })
        .AddField("Subscription", new("refused", "String!")
        {
            Subscribe = (_, _) => throw new GraphQLException("No, thanks."),
            Resolve = batch => batch.Set(0, ""),
        })
        .AddField("Subscription", new("breaks", "String!")
        {
            Subscribe = (_, _) => new(BreakAsync()),
            Resolve = batch => batch.Set(0, batch.Parent(0)),
        });

    private static async Task<bool> PublishAsync(ITopicEventSender sender, InputValues arguments)
    {
        await sender.SendAsync(arguments.Get<string>(0), arguments.Get<string>(1));
        return true;
    }

    private static async IAsyncEnumerable<object> BreakAsync()
    {
        yield return "one";
        await Task.Yield();
        throw new InvalidOperationException("secret");
    }
}
