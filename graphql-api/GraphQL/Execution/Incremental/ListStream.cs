using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>A list whose items are delivered one after the other.</summary>
internal sealed class ListStream(PathSegment[] path, FieldPlan field, ListType type, StreamSource source) : Delivery(path, field.Stream!.Label)
{
    /// <summary>The most items that are delivered at once.</summary>
    private const int MaxItems = 100;

    private ValueTask<bool>? _pending;
    private Task? _pull;

    public StreamSource Source { get; } = source;
    public FieldPlan Field { get; } = field;
    public GraphQLType ItemType { get; } = type.OfType;

    /// <summary>The index of the next item.</summary>
    public int Next { get; set; } = source.Count;

    /// <summary>The items that were read and are not delivered yet.</summary>
    public List<object?> Items { get; } = [];

    public bool HasEnded { get; private set; }

    /// <summary>What the source threw, after <see cref="Items"/>.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Reads the next items: all that are there, or the first that comes. The task does not fail.</summary>
    public Task PullAsync() => _pull = ReadAsync();

    /// <summary>Waits until the source has answered to what it was asked for last, for it must not be disposed of before.</summary>
    public async Task StopAsync()
    {
        if (_pull is not null) await _pull.ConfigureAwait(false);
        try
        {
            if (_pending is { } pending) await pending.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fault = e;
        }

        _pending = null;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (Items.Count < MaxItems)
            {
                var move = _pending ?? Source.MoveNextAsync();
                _pending = null;
                if (!move.IsCompleted && Items.Count > 0)
                {
                    _pending = move;
                    return;
                }

                if (!await move.ConfigureAwait(false))
                {
                    HasEnded = true;
                    return;
                }

                Items.Add(Source.Current);
            }
        }
        catch (Exception e)
        {
            Fault = e;
        }
    }
}
