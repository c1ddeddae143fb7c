namespace MusicGraph.Gateway.Events;

/// <param name="Cursor">Goes on behind this event.</param>
internal readonly record struct PlacedEvent(string Cursor, object Event);
