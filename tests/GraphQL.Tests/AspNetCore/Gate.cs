namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Lets a test know that a resolver waits, and that it was cancelled.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => _entered.Task;
    public Task Cancelled => _cancelled.Task;

    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        _entered.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }
}
