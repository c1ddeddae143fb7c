using System.Collections.Concurrent;
using System.Diagnostics;
using MusicGraph.Contracts;

namespace MusicGraph.PlaylistBench;

/// <summary>
/// Edits of playlists of 10 to 10,000 items, so many a second whether or not the server keeps up: a request's time is counted from when it
/// was due, so that what waits because others are slow is slow too.
/// </summary>
internal static class Load
{
    private const int MostOutstanding = 4_000;
    private static readonly (int Playlists, int Items)[] Sizes = [(2_000, 10), (200, 1_000), (20, 9_000)];

    public static async Task<int> RunAsync(Addresses addresses, string by, int rate, int seconds)
    {
        var api = new Api(addresses, by == "gateway");
        await api.LogInAsync();
        var songs = await Task.WhenAll(Enumerable.Range(0, 200).Select(api.AddSongAsync));
        var targets = await PrepareAsync(api, songs);
        var random = new Random(1);
        // Until the code is compiled for good, and the files have their size.
        await MeasureAsync(api, targets, songs, random, rate / 2, 10);
        await MeasureAsync(api, targets, songs, random, rate, 5);
        var measured = await MeasureAsync(api, targets, songs, random, rate, seconds);
        var lost = await LostAsync(api, targets);
        measured.Print(by, rate, seconds, lost);
        return measured.Failed == 0 && lost == 0 ? 0 : 1;
    }

    private static async Task<Target[]> PrepareAsync(Api api, Guid[] songs)
    {
        var targets = new ConcurrentBag<Target>();
        var planned = Sizes.SelectMany(size => Enumerable.Repeat(size.Items, size.Playlists));
        await Parallel.ForEachAsync(planned, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (items, _) =>
        {
            var playlist = await api.CreateAsync();
            for (var left = items; left > 0; left -= 100)
                await api.FillAsync(playlist, [.. Enumerable.Range(0, Math.Min(100, left)).Select(i => songs[(left + i) % songs.Length])]);
            var known = (await api.ItemsAsync(playlist, new PageRequest(First: 100)))
                .Concat(items > 100 ? await api.ItemsAsync(playlist, new PageRequest(Last: 100)) : []);
            targets.Add(new Target(playlist, items, [.. known]));
        });
        return [.. targets.OrderBy(target => target.Items)];
    }

    private static async Task<Measured> MeasureAsync(Api api, Target[] targets, Guid[] songs, Random random, int rate, int seconds)
    {
        var measured = new Measured(rate * seconds);
        var start = Stopwatch.GetTimestamp();
        var (outstanding, requests) = (0, rate * seconds);
        var all = new List<Task>(requests);
        for (var i = 0; i < requests; i++)
        {
            var due = start + (long)(i * (double)Stopwatch.Frequency / rate);
            while (Stopwatch.GetTimestamp() < due || Volatile.Read(ref outstanding) > MostOutstanding)
                await Task.Delay(1);
            Interlocked.Increment(ref outstanding);
            var edit = Choose(api, targets, songs, random);
            all.Add(Task.Run(async () =>
            {
                try
                {
                    measured.Add(await edit(), Stopwatch.GetElapsedTime(due));
                }
                catch (HttpRequestException)
                {
                    measured.Add(false, Stopwatch.GetElapsedTime(due));
                }

                Interlocked.Decrement(ref outstanding);
            }));
        }

        await Task.WhenAll(all);
        measured.Took = Stopwatch.GetElapsedTime(start);
        return measured;
    }

    // 80% additions at the end, 5% in between, 7% moves, 6% removals, 2% new playlists; a third each to the small, the large, the largest.
    private static Func<Task<bool>> Choose(Api api, Target[] targets, Guid[] songs, Random random)
    {
        var (first, count) = random.Next(3) switch
        {
            0 => (0, Sizes[0].Playlists),
            1 => (Sizes[0].Playlists, Sizes[1].Playlists),
            _ => (Sizes[0].Playlists + Sizes[1].Playlists, Sizes[2].Playlists),
        };
        var target = targets[first + random.Next(count)];
        var song = songs[random.Next(songs.Length)];
        var place = random.Next(target.Items / 2);
        switch (random.Next(100))
        {
            case < 2:
                return api.CreateMeasuredAsync;
            case < 8 when target.Take(random) is { } gone:
                Interlocked.Decrement(ref target.Expected);
                return () => api.RemoveAsync(target.Id, gone);
            case < 15 when target.Peek(random) is { } moved:
                return () => api.MoveAsync(target.Id, moved, place);
            case < 20:
                Interlocked.Increment(ref target.Expected);
                return () => api.AddAsync(target.Id, song, place);
            default:
                Interlocked.Increment(ref target.Expected);
                return () => api.AddAsync(target.Id, song, null);
        }
    }

    private static async Task<int> LostAsync(Api api, Target[] targets)
    {
        var lost = 0;
        foreach (var some in targets.Chunk(500))
        {
            var found = (await api.FindAsync([.. some.Select(target => target.Id)])).ToDictionary(playlist => playlist.Id);
            lost += some.Sum(target => Math.Abs(target.Expected - found[target.Id].ItemCount));
        }

        return lost;
    }

    private sealed class Target(Guid id, int items, List<Guid> known)
    {
        public int Expected = items;

        public Guid Id => id;

        public int Items { get; } = items;

        // The last few stay: a removal and a move of one item may pass each other on the way.
        public Guid? Take(Random random)
        {
            if (known.Count < 10)
                return null;
            var index = random.Next(known.Count / 2);
            var taken = known[index];
            known.RemoveAt(index);
            return taken;
        }

        public Guid? Peek(Random random) => known.Count == 0 ? null : known[known.Count / 2 + random.Next((known.Count + 1) / 2)];
    }
}
