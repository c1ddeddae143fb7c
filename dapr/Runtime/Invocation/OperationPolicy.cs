namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Whether a method may be invoked.</summary>
/// <param name="Segments">The parts of its path; <c>*</c> is any one, and as the last any number of them.</param>
/// <param name="Verbs">The HTTP methods it is about; <c>*</c> is any.</param>
internal sealed record OperationPolicy(string[] Segments, IReadOnlyList<string> Verbs, bool Allowed)
{
    /// <summary>How exactly it names a path: of several that match, the heaviest counts.</summary>
    public int Weight { get; } = Segments.Sum(segment => segment == "*" ? 1 : 3) + (Segments is [.., "*"] or [] ? 0 : 1);

    public bool Matches(string[] path)
    {
        for (var i = 0; i < Segments.Length; i++)
        {
            if (Segments[i] == "*" && i == Segments.Length - 1)
                return true;
            if (i >= path.Length || (Segments[i] != "*" && Segments[i] != path[i]))
                return false;
        }

        return path.Length == Segments.Length;
    }

    /// <summary>Null where it says nothing about the verb.</summary>
    public bool? Allows(string verb)
        => Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase) || Verbs.Contains("*") ? Allowed : null;
}
