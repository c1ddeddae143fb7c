namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>
/// The messages to one client in order. Senders never wait: while one message is on its way others queue up to a bound, past which the
/// client is given up. Nothing is kept and no task runs while there is nothing to send.
/// </summary>
internal sealed class SendQueue(IMessageSink sink, int maxBytes, bool started = true)
{
    private readonly Lock _gate = new();
    private Queue<PooledMessage>? _waiting;
    private TaskCompletionSource? _drained;
    private TaskCompletionSource? _idle;
    private int _waitingBytes;
    private bool _sending = !started;
    private bool _closed;

    /// <summary>Sends a message, or drops it when the queue is closed.</summary>
    public void Send(PooledMessage message)
    {
        bool dropped = false, overflow = false;
        lock (_gate)
        {
            if (_closed)
            {
                dropped = true;
            }
            else if (!_sending)
            {
                _sending = true;
            }
            else if (_waitingBytes > 0 && _waitingBytes + message.Length > maxBytes)
            {
                DropWaiting();
                dropped = overflow = true;
            }
            else
            {
                (_waiting ??= new Queue<PooledMessage>()).Enqueue(message);
                _waitingBytes += message.Length;
                return;
            }
        }

        if (dropped) message.Dispose();
        else _ = SendAllAsync(message);
        if (overflow) sink.OnOverflow();
    }

    /// <summary>Begins to send what has waited, for a queue that was made unstarted.</summary>
    public void Start()
    {
        PooledMessage first;
        lock (_gate)
        {
            if (!TryTakeNext(out first)) return;
        }

        _ = SendAllAsync(first);
    }

    /// <summary>Waits until everything is sent, for a sender that can wait before it makes more.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (!_sending) return Task.CompletedTask;
            return (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Takes nothing more and waits until everything is sent.</summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            _closed = true;
            if (!_sending) return Task.CompletedTask;
            return (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Takes nothing more and drops what waits.</summary>
    public void Abandon()
    {
        lock (_gate) DropWaiting();
    }

    private async Task SendAllAsync(PooledMessage message)
    {
        try
        {
            var more = true;
            while (more)
            {
                using (message) await sink.SendAsync(message.Memory);
                lock (_gate) more = TryTakeNext(out message);
            }
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                DropWaiting();
                TryTakeNext(out _);
            }

            sink.OnSendFailed(exception);
        }
    }

    private bool TryTakeNext(out PooledMessage message)
    {
        if (_waiting is not null && _waiting.TryDequeue(out message))
        {
            _waitingBytes -= message.Length;
            return true;
        }

        message = default;
        _sending = false;
        _drained?.TrySetResult();
        _idle?.TrySetResult();
        _idle = null;
        return false;
    }

    private void DropWaiting()
    {
        _closed = true;
        while (_waiting is not null && _waiting.TryDequeue(out var message)) message.Dispose();
        _waitingBytes = 0;
    }
}
