namespace MusicGraph.Dapr.Conformance;

/// <summary>What the app subscribes to by itself; <c>components/subscriptions.yaml</c> has more.</summary>
internal static class Topics
{
    public const string Subscriptions = """
        [
          {"pubsubname":"pubsub","topic":"plain","route":"/events/plain"},
          {"pubsubname":"pubsub","topic":"relative","route":"events/relative"},
          {"topic":"cased","pubsubName":"pubsub","route":"events/cased"},
          {"pubsubname":"pubsub","topic":"a/b/c","route":"/events/slashes"},
          {"pubsubname":"pubsub","topic":"raw","route":"/events/raw","metadata":{"rawPayload":"true"}},
          {"pubsubname":"pubsub","topic":"defaulted","routes":{"default":"/events/defaulted"}},
          {"pubsubname":"pubsub","topic":"fails","route":"/events/fails","deadLetterTopic":"dead"},
          {"pubsubname":"pubsub","topic":"dead","route":"/events/dead"},
          {"pubsubname":"pubsub","topic":"outbox","route":"/events/outbox"},
          {"pubsubname":"scoped","topic":"open","route":"/events/open"},
          {"pubsubname":"scoped","topic":"published","route":"/events/published"}
        ]
        """;
}
