using System.Text.Json;

namespace MusicGraph.Gateway.Events;

/// <summary>An event in its place in a stream.</summary>
/// <param name="Leg">Which of a subscriber's streams it comes from.</param>
internal readonly record struct LiveEntry(long Sequence, DateTimeOffset At, object Event, int Leg = 0)
{
    /// <summary>Reads an entry as its stream has it.</summary>
    /// <exception cref="JsonException">It is none of the stream.</exception>
    public static LiveEntry Of(string stream, StreamEntry entry)
    {
        object? happened = stream switch
        {
            StreamNames.Social => entry.Event.Deserialize(BackendJson.Default.SocialEvent),
            StreamNames.Releases => entry.Event.Deserialize(BackendJson.Default.CatalogItemChanged),
            _ => entry.Event.Deserialize(BackendJson.Default.PlaylistUpdate),
        };
        return new LiveEntry(entry.Sequence, entry.At, happened ?? throw new JsonException($"An entry of '{stream}' is null."));
    }
}
