namespace MusicGraph.Dapr.Conformance;

/// <summary>What the app subscribes to by itself; <c>components/subscriptions.yaml</c> has more.</summary>
internal static class Topics
{
    public const string Subscriptions = """
        [
          {"pubsubname":"pubsub","topic":"plain","route":"/events/plain"},
          {"pubsubname":"pubsub","topic":"relative","route":"events/relative"},
          {"Topic":"cased","pubsubName":"pubsub","ROUTE":"events/cased","DeadLetterTopic":"dead"},
          {"TOPIC":"cased-rules","PubsubName":"pubsub","Routes":{"Default":"/events/cased-other","RULES":[{"Match":"event.topic == \"cased-rules\"","Path":"/events/cased-rule"}]}},
          {"topic":"cased-bulk","pubsubName":"pubsub","route":"/events/cased-bulk","BulkSubscribe":{"Enabled":true,"maxmessagescount":10,"MaxAwaitDurationMs":100}},
          {"pubsubname":"pubsub","topic":"a/b/c","route":"/events/slashes"},
          {"pubsubname":"pubsub","topic":"raw","route":"/events/raw","metadata":{"rawPayload":"true"}},
          {"pubsubname":"pubsub","topic":"defaulted","routes":{"default":"/events/defaulted"}},
          {"pubsubname":"pubsub","topic":"fails","route":"/events/fails","deadLetterTopic":"dead"},
          {"pubsubname":"pubsub","topic":"dead","route":"/events/dead"},
          {"pubsubname":"pubsub","topic":"declared-and-asked","route":"/events/asked"},
          {"pubsubname":"pubsub","topic":"asked-twice","route":"/events/asked-first"},
          {"pubsubname":"pubsub","topic":"asked-twice","route":"/events/asked-last"},
          {"pubsubname":"pubsub","topic":"outbox","route":"/events/outbox"},
          {"pubsubname":"pubsub","topic":"rules","routes":{"default":"/events/products","rules":[
            {"match":"event.type == \"widget\"","path":"/events/widgets"},
            {"match":"event.type == \"gadget\"","path":"/events/gadgets"},
            {"match":"has(event.data.important) && event.data.important == true","path":"/events/important"},
            {"match":"event.type == \"deposit\" && event.data.amount > 10000","path":"/events/large"}]}},
          {"pubsubname":"pubsub","topic":"order","routes":{"rules":[
            {"match":"event.type == \"a\"","path":"/events/first"},
            {"match":"event.type == \"a\" || event.type == \"b\"","path":"/events/second"}]}},
          {"pubsubname":"pubsub","topic":"nodefault","routes":{"rules":[{"match":"event.type == \"known\"","path":"/events/known"}]}},
          {"pubsubname":"pubsub","topic":"nodefault-dead","deadLetterTopic":"dead",
            "routes":{"rules":[{"match":"event.type == \"known\"","path":"/events/known"}]}},
          {"pubsubname":"pubsub","topic":"bulk","route":"/events/bulk","bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":100}},
          {"pubsubname":"scoped","topic":"open","route":"/events/open"},
          {"pubsubname":"scoped","topic":"published","route":"/events/published"}
        ]
        """;
}
