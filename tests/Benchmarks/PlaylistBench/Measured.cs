using System.Globalization;

namespace MusicGraph.PlaylistBench;

/// <summary>What a run took.</summary>
internal sealed class Measured(int requests)
{
    private readonly double[] _milliseconds = new double[requests];
    private int _count;
    private int _failed;

    public int Failed => _failed;

    public TimeSpan Took { get; set; }

    public void Add(bool isDone, TimeSpan time)
    {
        _milliseconds[Interlocked.Increment(ref _count) - 1] = time.TotalMilliseconds;
        if (!isDone)
            Interlocked.Increment(ref _failed);
    }

    public void Print(string by, int rate, int seconds, int lost)
    {
        Array.Sort(_milliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{by}: {rate}/s for {seconds} s: {_count / Took.TotalSeconds:F0}/s done, p50 {At(0.5):F1} ms, p90 {At(0.9):F1} ms, p99 {At(0.99):F1} ms, p99.9 {At(0.999):F1} ms, slowest {_milliseconds[^1]:F0} ms, {_failed} failed, {lost} lost"));
    }

    private double At(double part) => _milliseconds[Math.Min(_milliseconds.Length - 1, (int)(part * _milliseconds.Length))];
}
