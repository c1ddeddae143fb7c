using MusicGraph.Dapr.Runtime.Sqlite;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <content>What is written.</content>
internal sealed partial class MessageWriter
{
    private sealed class Publication(MessageWriter writer, string topic, PubSubMessage message) : GroupedWrite<MessageStatements>
    {
        public override void Apply(MessageStatements statements)
        {
            statements.Insert(++writer._lastId, topic, message, writer._time.GetUtcNow());
            writer._topics.Add(topic);
        }
    }

    private sealed class Joining(MessageWriter writer, PubSubSubscription subscription) : GroupedWrite<MessageStatements>
    {
        private long _position;

        public ConsumerGroup? Group { get; private set; }

        public override void Apply(MessageStatements statements)
        {
            Group = writer._groups.Find(subscription.Topic, subscription.Consumer);
            if (Group is not null)
                return;

            // A consumer hears what is published from now on, but the first one of a topic also what was kept for it.
            _position = subscription.IsEphemeral || !writer._groups.Of(subscription.Topic).IsEmpty ? writer._lastId : 0;
            if (!subscription.IsEphemeral)
                statements.Move(subscription.Topic, subscription.Consumer, _position);
        }

        public override void Committed()
        {
            // Two may join in one batch.
            Group ??= writer._groups.Find(subscription.Topic, subscription.Consumer)
                ?? writer._groups.Add(subscription.Topic, subscription.Consumer, _position, subscription.IsEphemeral);
            Group.Subscriptions++;
            base.Committed();
        }
    }

    private sealed class Leaving(MessageWriter writer, ConsumerGroup group) : GroupedWrite<MessageStatements>
    {
        public override void Apply(MessageStatements statements)
        {
            // Nothing is written: what a consumer has read is kept for its return.
        }

        public override void Committed()
        {
            if (--group.Subscriptions == 0 && group.IsEphemeral)
                writer._groups.Remove(group);
            base.Committed();
        }
    }

    private sealed class Postponement(ConsumerGroup group, Postponed message) : GroupedWrite<MessageStatements>
    {
        public override void Apply(MessageStatements statements)
        {
            if (!group.IsEphemeral)
                statements.Postpone(group.Topic, group.Consumer, message);
        }

        public override void Committed()
        {
            group.Postpone(message);
            base.Committed();
        }
    }

    private sealed class Resumption(ConsumerGroup group, long id) : GroupedWrite<MessageStatements>
    {
        public override void Apply(MessageStatements statements) => statements.Resume(group.Consumer, id);
    }

    private sealed class Cleaning(MessageWriter writer) : GroupedWrite<MessageStatements>
    {
        // So many at a time that publishers hardly wait for it.
        private const int Count = 2000;

        private bool _hasMore;

        public override void Apply(MessageStatements statements)
        {
            _hasMore = statements.RemoveOld(writer._time.GetUtcNow() - writer._retention, Count) == Count;
            foreach (var topic in writer._groups.Topics)
            {
                var read = writer._groups.Of(topic).Min(group => group.Position);
                _hasMore |= statements.RemoveRead(topic, read, Count) == Count;
            }
        }

        public override void Committed()
        {
            base.Committed();
            if (_hasMore)
                writer.CleanUp();
        }
    }
}
