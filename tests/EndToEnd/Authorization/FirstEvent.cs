using System.Net.Http.Json;
using System.Text.Json;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>A subscription over Server-Sent Events, up to the first thing that is heard.</summary>
internal sealed class FirstEvent : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpResponseMessage _response;
    private readonly Task _reading;
    private volatile string? _word;

    private FirstEvent(HttpResponseMessage response)
    {
        _response = response;
        _reading = ReadAsync();
    }

    /// <summary><c>told</c>, or the code of the error; null while nothing was heard.</summary>
    public string? Word => _word;

    /// <summary>Completes when something was heard, or nothing will be any more.</summary>
    public Task Heard => _reading;

    public static async Task<FirstEvent> ListenAsync(HttpClient http, string document, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return new FirstEvent(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _response.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(await _response.Content.ReadAsStreamAsync(_end.Token));
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                if (!line.StartsWith("data: {", StringComparison.Ordinal) && !line.StartsWith('{'))
                    continue;
                using var json = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
                _word = Probe.Failed(json.RootElement) ?? "told";
                return;
            }

            _word = "ended";
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }
}
