namespace MusicGraph.Gateway.Tests;

/// <summary>The responses of a subscription over Server-Sent Events.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>Waits for the next response.</summary>
    public Task<string> NextAsync() => NextAsync("data:");

    /// <summary>Waits for the next place that a client could go on from.</summary>
    public Task<string> NextIdAsync() => NextAsync("id:");

    private async Task<string> NextAsync(string field)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(field, StringComparison.Ordinal) && line.Length > field.Length + 1)
                return line[field.Length..].Trim();
        }

        throw new EndOfStreamException("The subscription ended.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
