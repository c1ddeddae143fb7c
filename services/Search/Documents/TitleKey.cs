using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Search.Documents;

/// <summary>A number for a whole title, by which titles that people take for the same are found: FNV-1a, cut to 47 bits.</summary>
internal static class TitleKey
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong Mask = (1UL << 47) - 1;

    /// <param name="folded">By <see cref="Folding.Fold"/>; signs do not count, unless there is nothing else.</param>
    public static long Of(string folded)
    {
        var hash = Offset;
        var any = false;
        foreach (var (run, _) in Folding.Runs(folded))
        {
            Add(ref hash, run);
            Add(ref hash, " ");
            any = true;
        }

        if (!any)
            Add(ref hash, folded);
        return (long)(hash & Mask);
    }

    private static void Add(ref ulong hash, string text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
    }
}
