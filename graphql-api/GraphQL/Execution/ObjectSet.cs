using System.Buffers;
using MusicGraph.GraphQL.Execution.Planning;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// The objects at one place of an operation that were known at the same time, with a slot for every resolved field of each. The
/// arrays are pooled: they are given back when the response is written.
/// </summary>
internal sealed class ObjectSet
{
    private object[] _values = [];
    private SelectionPlan[] _plans = [];
    private int[] _slots = [];
    private int _slotCount;

    public int Count { get; private set; }

    /// <summary>The plan that all objects have, or null where there are several.</summary>
    public SelectionPlan? OnlyPlan { get; private set; }

    /// <summary>The slots of all objects; filled in by <see cref="AllocateSlots"/>.</summary>
    public Slot[] Slots { get; private set; } = [];

    public object Value(int index) => _values[index];

    public SelectionPlan Plan(int index) => OnlyPlan ?? _plans[index];

    /// <summary>Where the slots of an object begin.</summary>
    public int FirstSlot(int index) => OnlyPlan is { } plan ? index * plan.Resolved.Length : _slots[index];

    public void Add(object value, SelectionPlan plan)
    {
        if (Count == _values.Length) EnsureCapacity(Math.Max(4, Count * 2));
        if (Count == 0)
        {
            OnlyPlan = plan;
        }
        else if (OnlyPlan is not null && !ReferenceEquals(plan, OnlyPlan))
        {
            Diversify(OnlyPlan);
        }

        if (OnlyPlan is null)
        {
            _plans[Count] = plan;
            _slots[Count] = _slotCount;
        }

        _values[Count++] = value;
        _slotCount += plan.Resolved.Length;
    }

    public void AllocateSlots()
    {
        if (_slotCount > 0) Slots = ArrayPool<Slot>.Shared.Rent(_slotCount);
    }

    public void Return()
    {
        if (_values.Length > 0) ArrayPool<object>.Shared.Return(_values, clearArray: true);
        if (Slots.Length > 0)
        {
            Slots.AsSpan(0, _slotCount).Clear();
            ArrayPool<Slot>.Shared.Return(Slots);
        }
    }

    private void Diversify(SelectionPlan plan)
    {
        OnlyPlan = null;
        _plans = new SelectionPlan[_values.Length];
        _slots = new int[_values.Length];
        for (var i = 0; i < Count; i++)
        {
            _plans[i] = plan;
            _slots[i] = i * plan.Resolved.Length;
        }
    }

    /// <summary>Makes room for so many objects.</summary>
    public void EnsureCapacity(int capacity)
    {
        if (capacity <= _values.Length) return;
        var larger = ArrayPool<object>.Shared.Rent(Math.Max(capacity, Count * 2));
        _values.AsSpan(0, Count).CopyTo(larger);
        if (_values.Length > 0) ArrayPool<object>.Shared.Return(_values, clearArray: true);
        _values = larger;
        if (OnlyPlan is null && Count > 0)
        {
            Array.Resize(ref _plans, larger.Length);
            Array.Resize(ref _slots, larger.Length);
        }
    }
}

/// <summary>The value of a resolved field of one object.</summary>
internal struct Slot
{
    /// <summary>The value; a <see cref="Task"/> while it is still to come; a <see cref="FieldFailure"/> where it did not.</summary>
    public object? Value;

    /// <summary>The objects below, shared by all parents of the batch, or null where nothing is resolved below.</summary>
    public ObjectSet? Children;

    /// <summary>Which of <see cref="Children"/> is the first one below this field; the others follow in the order of the value.</summary>
    public int FirstChild;
}

/// <summary>Stands in a slot for a field whose resolver failed.</summary>
internal sealed record FieldFailure(Exception Error);
