namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>A message and what it is acknowledged by.</summary>
internal sealed record RabbitMqDelivery(ulong Tag, PubSubMessage Message);
