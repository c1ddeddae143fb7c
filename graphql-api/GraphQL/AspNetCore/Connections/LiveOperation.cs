using System.Text;
using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>An operation that runs on a connection with others; cancelled when the client completes it or goes away.</summary>
internal sealed class LiveOperation(string id)
{
    private readonly CancellationTokenSource _cancellation = new();

    public string Id { get; } = id;

    /// <summary>The id as a JSON string.</summary>
    public byte[] JsonId { get; } = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(id)}\"");

    /// <summary>The one that was added before, in the list that <see cref="LiveOperations"/> keeps.</summary>
    public LiveOperation? Earlier { get; set; }

    public CancellationToken Cancelled => _cancellation.Token;

    /// <summary>Cancels without waiting for what that sets off.</summary>
    public void Cancel() => _ = _cancellation.CancelAsync();
}
