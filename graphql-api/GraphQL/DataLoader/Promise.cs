using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// A task for one value, made when it is asked for. The builder of async methods makes it without the object that a
/// <see cref="TaskCompletionSource{TResult}"/> would add.
/// </summary>
internal struct Promise<TValue>
{
    private AsyncTaskMethodBuilder<TValue?> _builder;

    public bool IsMade { get; private set; }

    public Task<TValue?> Task
    {
        get
        {
            IsMade = true;
            return _builder.Task;
        }
    }

    /// <summary>Completes the task; without one for a later request.</summary>
    public void Complete(TValue? value, Exception? fault)
    {
        if (fault is null) _builder.SetResult(value!);
        else _builder.SetException(fault);
    }
}
