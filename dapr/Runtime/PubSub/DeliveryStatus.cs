namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What an app made of an event.</summary>
internal enum DeliveryStatus
{
    /// <summary>It is done.</summary>
    Success,

    /// <summary>It has to come again.</summary>
    Retry,

    /// <summary>The app does not want it or has no such route (404): it goes to the dead letter topic, where there is one.</summary>
    Drop,
}
