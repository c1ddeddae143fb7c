using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Releases;

/// <summary>Something came out.</summary>
/// <param name="Cursor">Give it as <c>after</c> to go on behind this event.</param>
/// <param name="Item">What came out.</param>
public sealed record ReleaseEvent(string Cursor, [property: GraphQLType("Release!")] object Item) : IPlaced;
