using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

/// <summary>The streams service: logs in memory that can be told of or not, and forget.</summary>
internal sealed class FakeStreams
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StreamEntry>> _logs = [];
    private readonly Dictionary<string, long> _forgotten = [];

    /// <summary>Puts an event into a log; whether the gateway hears of it is up to the test.</summary>
    public StreamEntry Append<T>(string stream, T happened)
    {
        lock (_gate)
        {
            var log = LogOf(stream);
            var entry = new StreamEntry(
                log.Count + 1, FakeServices.Time(1).AddSeconds(log.Count), Guid.CreateVersion7(), JsonSerializer.SerializeToElement(happened, ServiceJson.Options));
            log.Add(entry);
            return entry;
        }
    }

    /// <summary>Keeps nothing of what there is so far.</summary>
    public void Forget(string stream)
    {
        lock (_gate)
            _forgotten[stream] = LogOf(stream).Count;
    }

    public IResult Read(StreamRead read)
    {
        lock (_gate)
        {
            var log = LogOf(read.Stream);
            var after = read.After ?? log.Count;
            return after < _forgotten.GetValueOrDefault(read.Stream) || after > log.Count
                ? Results.Text("""{"status":409,"code":"cursor-expired","detail":"Gone."}""", "application/problem+json", statusCode: 409)
                : Results.Json(new StreamPage([.. log.Skip((int)after).Take(read.Limit ?? 3)], log.Count), ServiceJson.Options);
        }
    }

    public IResult Heads(StreamHeadsRequest request)
    {
        lock (_gate)
            return Results.Json(request.Streams.Select(name => (long)LogOf(name).Count), ServiceJson.Options);
    }

    private List<StreamEntry> LogOf(string stream)
    {
        if (!_logs.TryGetValue(stream, out var log))
            _logs[stream] = log = [];
        return log;
    }
}
