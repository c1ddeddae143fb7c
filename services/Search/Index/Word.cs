namespace MusicGraph.Search.Index;

/// <summary>One word of the question: any of the terms, in those places.</summary>
internal sealed record Word(IReadOnlyList<Term> Terms, Places Places);

/// <summary>A word to look for: letters, digits and marks only.</summary>
/// <param name="IsPrefix">Whether it may go on.</param>
internal readonly record struct Term(string Text, bool IsPrefix);

/// <summary>Where a word must stand.</summary>
[Flags]
internal enum Places
{
    /// <summary>At the beginning of the title.</summary>
    First = 1,

    /// <summary>Elsewhere in the title.</summary>
    Rest = 2,

    /// <summary>In the name of an artist, the album, the genre.</summary>
    Others = 4,

    Title = First | Rest,
    Anywhere = Title | Others,
}
