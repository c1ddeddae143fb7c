namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>Where a <see cref="SendQueue"/> sends to.</summary>
internal interface IMessageSink
{
    /// <summary>Sends one message; called for one at a time.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message);

    /// <summary>The client reads too slowly: what waited for it is dropped and nothing more is taken.</summary>
    void OnOverflow();

    /// <summary>Sending failed, mostly because the client is gone; nothing more is taken.</summary>
    void OnSendFailed(Exception exception);
}
