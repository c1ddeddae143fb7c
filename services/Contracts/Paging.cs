namespace MusicGraph.Contracts;

/// <summary>A window on an ordered list, as the Relay cursor connections specification asks for it.</summary>
/// <param name="First">How many items to take from the start of what remains; null for no limit of this kind.</param>
/// <param name="After">The cursor behind which the window starts.</param>
/// <param name="Last">How many items to take from the end of what remains.</param>
/// <param name="Before">The cursor before which the window ends.</param>
public sealed record PageRequest(int? First = null, string? After = null, int? Last = null, string? Before = null);

/// <summary>One window of an ordered list.</summary>
/// <param name="TotalCount">The number of items in the whole list.</param>
public sealed record Page<T>(IReadOnlyList<PageItem<T>> Items, bool HasNextPage, bool HasPreviousPage, int TotalCount);

/// <summary>An item and the opaque cursor that marks its place.</summary>
public sealed record PageItem<T>(string Cursor, T Value);

/// <summary>The body of every batch endpoint. The answer leaves out what is not there.</summary>
public sealed record BatchRequest(IReadOnlyList<Guid> Ids);

/// <summary>
/// Body of the endpoints that answer a window of the list of each of several parents, such as the albums of several artists,
/// in one call: one <see cref="Page{T}"/> per window, in their order, empty where there is no such parent.
/// </summary>
public sealed record WindowsRequest(IReadOnlyList<ParentWindow> Windows);

/// <summary>A window of one parent's list.</summary>
public sealed record ParentWindow(Guid ParentId, PageRequest Page);
