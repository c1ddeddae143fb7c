using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Shares;

/// <summary>Something was shared.</summary>
/// <param name="Cursor">Give it as <c>after</c> to go on behind this event.</param>
/// <param name="Share">What was shared.</param>
public sealed record ShareEvent(string Cursor, Share Share) : IPlaced;
