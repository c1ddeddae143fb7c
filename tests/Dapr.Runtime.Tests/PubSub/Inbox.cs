using System.Collections.Concurrent;
using System.Text;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

/// <summary>Takes messages until it has as many as it waits for.</summary>
internal sealed class Inbox(int expected)
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that came until now.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

    public Task HandleAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        Add(message);
        return Task.CompletedTask;
    }

    public void Add(PubSubMessage message)
    {
        _messages.Enqueue(Encoding.UTF8.GetString(message.Data));
        if (_messages.Count >= expected)
            _full.TrySetResult();
    }

    public async Task<IReadOnlyList<string>> WaitAsync()
    {
        try
        {
            await _full.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Only {_messages.Count} of {expected} messages came: {string.Join(", ", _messages.Take(20))}");
        }

        return Messages;
    }
}
