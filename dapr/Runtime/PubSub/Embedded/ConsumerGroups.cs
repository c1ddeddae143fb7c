using System.Collections.Immutable;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>Everybody who consumes from a broker. Only its writer changes it.</summary>
internal sealed class ConsumerGroups
{
    private readonly MessageReader _reader;
    private readonly TimeProvider _time;
    private ImmutableDictionary<string, ImmutableArray<ConsumerGroup>> _topics = ImmutableDictionary<string, ImmutableArray<ConsumerGroup>>.Empty;

    public ConsumerGroups(
        IEnumerable<(string Topic, string Consumer, long Position)> known,
        IEnumerable<(string Topic, string Consumer, Postponed Message)> postponed,
        MessageReader reader,
        TimeProvider time)
    {
        _reader = reader;
        _time = time;
        foreach (var (topic, consumer, position) in known)
            Add(topic, consumer, position, isEphemeral: false);
        foreach (var (topic, consumer, message) in postponed)
            Find(topic, consumer)?.Postpone(message);
    }

    public IEnumerable<string> Topics => _topics.Keys;

    public ImmutableArray<ConsumerGroup> Of(string topic) => Volatile.Read(ref _topics).GetValueOrDefault(topic, []);

    public ConsumerGroup? Find(string topic, string consumer) => Of(topic).FirstOrDefault(group => group.Consumer == consumer);

    public ConsumerGroup Add(string topic, string consumer, long position, bool isEphemeral)
    {
        var group = new ConsumerGroup(topic, consumer, position, isEphemeral, _reader, _time);
        Volatile.Write(ref _topics, _topics.SetItem(topic, Of(topic).Add(group)));
        return group;
    }

    public void Remove(ConsumerGroup group)
    {
        var left = Of(group.Topic).Remove(group);
        Volatile.Write(ref _topics, left.IsEmpty ? _topics.Remove(group.Topic) : _topics.SetItem(group.Topic, left));
    }
}
