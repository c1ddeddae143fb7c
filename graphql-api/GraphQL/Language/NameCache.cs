using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>
/// Shares strings of names that come again and again. One slot a hash, the last comer keeps it: the size is bounded and no lock is
/// needed, since a reference is written at once and a string never changes.
/// </summary>
internal static class NameCache
{
    private const int Slots = 4096;
    private const int LongestKept = 64;

    private static readonly string?[] Names = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestKept) return Encoding.ASCII.GetString(name);
        var hash = 2166136261u;
        foreach (var unit in name) hash = (hash ^ unit) * 16777619u;
        ref var slot = ref Names[(hash ^ (hash >> 15)) & (Slots - 1)];
        var kept = slot;
        if (kept is not null && Ascii.Equals(name, kept)) return kept;
        return slot = Encoding.ASCII.GetString(name);
    }
}
