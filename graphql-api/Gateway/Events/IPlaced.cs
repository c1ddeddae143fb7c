namespace MusicGraph.Gateway.Events;

/// <summary>What has a place that a subscription can go on from; over Server-Sent Events it is the event's <c>id</c>.</summary>
public interface IPlaced
{
    string Cursor { get; }
}
