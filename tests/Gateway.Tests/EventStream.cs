namespace MusicGraph.Gateway.Tests;

/// <summary>The responses of a subscription over Server-Sent Events.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>Waits for the next response.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Length > "data:".Length + 1)
                return line["data:".Length..].Trim();
        }

        throw new EndOfStreamException("The subscription ended.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
