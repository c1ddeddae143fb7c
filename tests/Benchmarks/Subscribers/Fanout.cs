using System.Diagnostics;
using System.Text.Json;

namespace MusicGraph.Subscribers;

/// <summary>The event that is on its way: who has it, and when the first and the last had it. All hear the same bytes.</summary>
internal sealed class Fanout(int subscribers)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _everyone = new();
    private string _title = "";
    private byte[] _bytes = [];
    private int _count;
    private int _strays;
    private int _lost;

    /// <summary>How many heard the event that is on its way.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Messages that were not of the event on its way: they came late, or twice.</summary>
    public int Strays => _strays;

    /// <summary>Connections that ended.</summary>
    public int Lost => _lost;

    /// <summary>When the first and the last subscriber had it, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public (long First, long Last) Heard { get; private set; }

    /// <summary>Expects the event of the song with this title; the task is done once every subscriber has it.</summary>
    public Task Expect(string title)
    {
        lock (_lock)
        {
            (_title, _bytes, _count) = (title, [], 0);
            _everyone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _everyone.Task;
        }
    }

    /// <summary>A subscriber was told this.</summary>
    public void Hear(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (!message.SequenceEqual(_bytes))
            {
                if (_bytes.Length > 0 || !IsExpected(message))
                {
                    _strays++;
                    return;
                }

                _bytes = message.ToArray();
            }

            var now = Stopwatch.GetTimestamp();
            Heard = (_count++ == 0 ? now : Heard.First, now);
            if (_count == subscribers)
                _everyone.SetResult();
        }
    }

    /// <summary>A connection ended.</summary>
    public void Lose(Exception reason)
    {
        if (Interlocked.Increment(ref _lost) == 1)
            Console.Error.WriteLine(reason.Message);
    }

    private bool IsExpected(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.GetProperty("type").GetString() == "next"
            && json.RootElement.GetProperty("payload").GetProperty("data").GetProperty("songShared").GetProperty("title").ValueEquals(_title);
    }
}
