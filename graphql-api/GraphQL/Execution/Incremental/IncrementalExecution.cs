using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>
/// Runs an operation whose response comes in parts: first what is not deferred, as any other operation, then the rest. It drives all that
/// is being resolved at a time, so that DataLoaders are asked when nothing can progress, and tells what is done when it is.
/// </summary>
internal sealed class IncrementalExecution(
    RequestContext request,
    VariableValues variables,
    BatchScheduler scheduler,
    ErrorHandler errorHandler,
    DocumentNode document,
    RequestTimeout timeout,
    IncrementalFormat format) : OperationExecution(request, variables, scheduler), IAsyncDisposable
{
    private readonly Lock _pulledGate = new();
    private readonly DeliveryGraph _graph = new();
    private readonly List<StreamSource> _sources = [];
    private readonly List<ListStream> _streams = [];
    private readonly List<ListStream> _continuing = [];
    private List<IncrementalPart> _resolved = [];
    private List<ListStream> _pulled = [];
    private bool _isDisposed;
    private bool _isComplete;

    /// <summary>Whether there is more to come.</summary>
    public bool HasNext => !_graph.IsDone;

    /// <summary>Resolves and writes the first part.</summary>
    /// <exception cref="OperationCanceledException">The request was aborted or took too long.</exception>
    public async ValueTask<SingleResult> StartAsync(SelectionPlan plan, object rootValue, bool isSerial)
    {
        var root = await ResolveAsync(plan, rootValue, isSerial).ConfigureAwait(false);
        var writer = new ResultWriter();
        try
        {
            writer.WriteRaw("{\"data\":"u8);
            var composer = NewComposer(writer, [], null);
            composer.WriteData(root);
            if (composer.Errors is { } errors)
            {
                writer.WriteRaw(",\"errors\":"u8);
                writer.WriteErrors(errors);
            }

            _graph.Begin(composer.Work);
            writer.WriteByte(HasNext ? (byte)',' : (byte)'}');
            if (HasNext) WriteMembers(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        Dispose();
        _isComplete = !HasNext;
        return new SingleResult(writer, RequestErrorKind.None);
    }

    /// <summary>The first part and those that follow.</summary>
    /// <exception cref="OperationCanceledException">The request was aborted.</exception>
    public async IAsyncEnumerable<SingleResult> ReadAsync(SingleResult first, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return first;
        Scheduler.Attach(Wake, Request.RequestAborted);
        using var aborted = Request.RequestAborted.UnsafeRegister(static state => ((IncrementalExecution)state!).Wake(), this);
        using var cancelled = cancellationToken.UnsafeRegister(static state => ((IncrementalExecution)state!).Wake(), this);
        try
        {
            while (HasNext)
            {
                if (!await TryResolveAsync(cancellationToken).ConfigureAwait(false)) _graph.FailAll([timeout.Error]);
                Deliver();
                if (_graph.Payload.IsEmpty || (HasNext && format == IncrementalFormat.Version20220824 && _graph.Payload.IsEmptyIn20220824)) continue;
                var writer = new ResultWriter();
                writer.WriteByte((byte)'{');
                WriteMembers(writer);
                yield return new SingleResult(writer, RequestErrorKind.None);
            }

            _isComplete = true;
        }
        finally
        {
            Scheduler.Detach();
        }
    }

    public IncrementalComposer NewComposer(ResultWriter writer, PathSegment[] path, DeliveryScope? scope) =>
        new(Request, errorHandler, document, writer, path, scope);

    /// <summary>Called when a part has nothing more to wait for.</summary>
    public void OnResolved(IncrementalPart part) => _resolved.Add(part);

    /// <summary>Has the next items of a list read after the next payload.</summary>
    public void Continue(ListStream stream) => _continuing.Add(stream);

    public void OpenStreamsOf(FieldBatch batch) => OpenStreams(batch);

    public async ValueTask DisposeAsync()
    {
        // Who sends the parts disposes of them, and so does who asked for them. What is pooled must be given back once: two requests would share it.
        if (Interlocked.Exchange(ref _isDisposed, true)) return;

        // What is still running is of no use to anybody.
        if (!_isComplete) timeout.Cancel();
        foreach (var stream in _streams)
        {
            // A source that does not answer is not waited for.
            _sources.Remove(stream.Source);
            var closed = CloseAsync(stream);
            if (closed.IsCompleted) await closed.ConfigureAwait(false);
        }

        foreach (var source in _sources) await CloseAsync(source).ConfigureAwait(false);
        timeout.Return();
    }

    private protected override void OpenStreams(FieldBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            ref var slot = ref batch.SlotAt(i);
            if (slot.Value is null or FieldFailure) continue;
            try
            {
                var source = slot.Value as StreamSource ?? StreamSource.Open(slot.Value, batch.Field.Stream!.InitialCount(Variables));
                _sources.Add(source);
                slot.Value = source;
            }
            catch (Exception e)
            {
                slot.Value = new FieldFailure(e);
            }
        }
    }

    private async Task CloseAsync(ListStream stream)
    {
        await stream.StopAsync().ConfigureAwait(false);
        await CloseAsync(stream.Source).ConfigureAwait(false);
    }

    private async Task CloseAsync(StreamSource source)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody is left to be told, but it is logged.
            errorHandler.Handle(e);
        }
    }

    private void WriteMembers(ResultWriter writer)
    {
        if (format == IncrementalFormat.Version20220824) _graph.Payload.WriteMembersOf20220824(writer, HasNext);
        else _graph.Payload.WriteMembers(writer, HasNext);
    }

    /// <summary>Starts what may start and waits until something is resolved; false when the time is up.</summary>
    private async ValueTask<bool> TryResolveAsync(CancellationToken cancellationToken)
    {
        StartTasks();
        foreach (var stream in _graph.TakeStreams()) Read(stream);
        foreach (var stream in _continuing) Pull(stream);
        _continuing.Clear();
        while (true)
        {
            if (TakeAllCompleted() is { } batches)
            {
                foreach (var batch in batches) ((IncrementalPart)batch.Execution).GoOn(batch);
                batches.Clear();
            }
            else if (!TryStartPulled() && !Scheduler.Dispatch())
            {
                if (_resolved.Count == 0) await WaitAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (timeout.IsUp)
                {
                    // Resolvers that were cancelled have completed, too, but what they gave is no answer.
                    _resolved.Clear();
                    return false;
                }

                Request.RequestAborted.ThrowIfCancellationRequested();
                if (_resolved.Count > 0) return true;
            }
        }
    }

    /// <summary>Writes what is resolved, and what is resolved at once because of it.</summary>
    private void Deliver()
    {
        while (_resolved.Count > 0)
        {
            var resolved = _resolved;
            _resolved = [];
            foreach (var part in resolved) part.Deliver(_graph);
            StartTasks();
        }
    }

    private void StartTasks()
    {
        foreach (var tasks in _graph.TakeTasks().GroupBy(task => task.Plan)) new DeferredBatch(this, Scheduler, tasks.Key, [.. tasks]).Start();
    }

    private void Read(ListStream stream)
    {
        _streams.Add(stream);
        Pull(stream);
    }

    private void Pull(ListStream stream)
    {
        var pull = stream.PullAsync();
        if (pull.IsCompleted) new StreamBatch(this, Scheduler, stream).Start();
        else _ = AddPulledAsync(stream, pull);
    }

    private async Task AddPulledAsync(ListStream stream, Task pull)
    {
        await pull.ConfigureAwait(false);
        lock (_pulledGate) _pulled.Add(stream);
        Scheduler.Wake();
    }

    private bool TryStartPulled()
    {
        List<ListStream> pulled;
        lock (_pulledGate)
        {
            if (_pulled.Count == 0) return false;
            (pulled, _pulled) = (_pulled, []);
        }

        foreach (var stream in pulled) new StreamBatch(this, Scheduler, stream).Start();
        return true;
    }
}
