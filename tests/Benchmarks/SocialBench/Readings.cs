using System.Diagnostics;
using System.Globalization;

namespace MusicGraph.SocialBench;

/// <summary>How long requests took.</summary>
internal static class Readings
{
    /// <summary>Makes requests, so many at a time, without counting the first tenth, and prints what they took.</summary>
    public static async Task OfAsync(string name, int requests, int atATime, Func<int, Task> request)
    {
        await MeasureAsync(requests / 10 + 1, atATime, request);
        var (took, seconds) = await MeasureAsync(requests, atATime, request);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: p50 {took[took.Length / 2]:F1} ms, p99 {took[took.Length * 99 / 100]:F1} ms, {requests / seconds:F0}/s by {atATime}"));
    }

    /// <summary>Begins so many requests a second, whether the earlier ones are answered or not.</summary>
    public static async Task AtRateAsync(string name, int requests, int perSecond, Func<int, Task> request)
    {
        var took = new double[requests];
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var running = new List<Task>(requests);
        for (var begun = 0; begun < requests;)
        {
            await timer.WaitForNextTickAsync();
            for (var due = Math.Min(requests, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond)); begun < due; begun++)
                running.Add(TimeAsync(begun));
        }

        await Task.WhenAll(running);
        Array.Sort(took);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: p50 {took[requests / 2]:F1} ms, p99 {took[requests * 99 / 100]:F1} ms at {perSecond}/s; {requests} of {requests} done"));

        async Task TimeAsync(int i)
        {
            var at = Stopwatch.GetTimestamp();
            await request(i);
            took[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        }
    }

    private static async Task<(double[] Took, double Seconds)> MeasureAsync(int requests, int atATime, Func<int, Task> request)
    {
        var took = new double[requests];
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests),
            new ParallelOptions { MaxDegreeOfParallelism = atATime },
            async (i, _) =>
            {
                var at = Stopwatch.GetTimestamp();
                await request(i);
                took[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(took);
        return (took, seconds);
    }
}
