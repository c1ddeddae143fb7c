using System.Diagnostics;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.SearchBench;

/// <summary>
/// Asks at fixed times, whether or not earlier answers have come, and measures from the time at which each question was due: a server that
/// stalls is charged for all who would have asked meanwhile. Half of the questions are three letters, half two words with a typo.
/// </summary>
internal sealed class Load(GeneratedCatalog catalog, Uri server, int seconds)
{
    private const int QuestionsPerSecond = 200;
    private const int SongsPerSecond = 100;
    private const int BatchesPerSecond = 4;
    private const int WarmUpSeconds = 10;

    private static readonly SearchWindow[] Pages = [new(null, 1), .. Enum.GetValues<SearchType>().Select(type => new SearchWindow(type, 5))];

    private readonly HttpClient _http = new() { BaseAddress = server };
    private readonly List<double> _prefixes = [];
    private readonly List<double> _typos = [];
    private readonly List<double> _adds = [];
    private int _found;
    private int _partial;

    public async Task RunAsync()
    {
        var typing = new Typing(catalog, 7);
        var total = (WarmUpSeconds + seconds) * QuestionsPerSecond;
        var texts = Enumerable.Range(0, total).Select(i => i % 2 == 0 ? typing.Prefix() : typing.Mistyped()).ToArray();
        var batches = Enumerable.Range(0, (WarmUpSeconds + seconds) * BatchesPerSecond).Select(Batch).ToArray();

        var clock = Stopwatch.StartNew();
        var adding = EveryAsync(clock, batches.Length, BatchesPerSecond, (i, due) => AddAsync(clock, due, batches[i]));
        await EveryAsync(clock, total, QuestionsPerSecond, (i, due) => AskAsync(clock, due, texts[i], i));
        await adding;

        Console.WriteLine($"{QuestionsPerSecond} questions and {SongsPerSecond} new songs a second for {seconds} s");
        Report("three letters", _prefixes);
        Report("two words with a typo", _typos);
        Report($"{SongsPerSecond / BatchesPerSecond} songs until they are found", _adds);
        Console.WriteLine($"with results: {100.0 * _found / (_prefixes.Count + _typos.Count):0.0} %; cut short: {_partial}");
    }

    private static async Task EveryAsync(Stopwatch clock, int count, int perSecond, Func<int, TimeSpan, Task> act)
    {
        var under = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            under.Add(act(i, due));
        }

        await Task.WhenAll(under);
    }

    private async Task AskAsync(Stopwatch clock, TimeSpan due, string text, int number)
    {
        using var response = await _http.PostAsJsonAsync("search", new SearchRequest(text, Pages: Pages, Facets: true), ServiceJson.Options);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync();
        var took = (clock.Elapsed - due).TotalMilliseconds;
        if (due.TotalSeconds < WarmUpSeconds)
            return;
        var answer = JsonSerializer.Deserialize<SearchAnswer>(body, ServiceJson.Options)!;
        lock (_adds)
        {
            (number % 2 == 0 ? _prefixes : _typos).Add(took);
            _found += answer.Pages[0].Hits.Count;
            _partial += answer.IsPartial ? 1 : 0;
        }
    }

    private async Task AddAsync(Stopwatch clock, TimeSpan due, object batch)
    {
        using var response = await _http.PostAsJsonAsync("events/songs", batch, ServiceJson.Options);
        response.EnsureSuccessStatusCode();
        if (due.TotalSeconds < WarmUpSeconds)
            return;
        lock (_adds)
            _adds.Add((clock.Elapsed - due).TotalMilliseconds);
    }

    /// <summary>What a sidecar posts: the envelope of a bulk subscription.</summary>
    private object Batch(int number)
    {
        const int size = SongsPerSecond / BatchesPerSecond;
        return new
        {
            topic = Topics.Songs,
            entries = Enumerable.Range(catalog.Songs + (number * size), size).Select(song => new
            {
                entryId = $"{song}",
                @event = new { id = $"{song}", specversion = "1.0", source = "bench", type = "t", data = catalog.Told(catalog.Song(song)) },
            }).ToArray(),
        };
    }

    private static void Report(string what, List<double> times)
    {
        times.Sort();
        double At(double part) => times[Math.Min(times.Count - 1, (int)(times.Count * part))];
        Console.WriteLine($"{what}: p50 {At(0.5):0.0} ms, p90 {At(0.9):0.0} ms, p99 {At(0.99):0.0} ms, p99.9 {At(0.999):0.0} ms, max {times[^1]:0.0} ms ({times.Count})");
    }
}
