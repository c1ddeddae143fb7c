namespace MusicGraph.EndToEnd.Authorization;

/// <summary>A line of the table: what is asked, and what each caller gets.</summary>
/// <param name="Number">Where it stands in the file.</param>
/// <param name="Subject"><c>Type.field</c>, <c>Type.*</c>, or <c>GET /route</c>.</param>
/// <param name="Arguments">As in a document, with fixtures in braces; a mutation's are those of its input. Of a route: the body.</param>
/// <param name="Of">The path to an object of the type; null for fields of the root types.</param>
/// <param name="With">Fixtures that have to be there besides.</param>
/// <param name="Finds">The fixture that is looked for in the answer.</param>
/// <param name="When">What makes the event that a subscription waits for: the caller's name and the mutation.</param>
/// <param name="Newcomers">Whether the callers are made anew, because what is asked changes their accounts.</param>
/// <param name="Expected">What each caller gets; null where everyone gets what the owner gets.</param>
internal sealed record Line(
    int Number,
    string Subject,
    string Arguments,
    string? Of,
    IReadOnlyList<string> With,
    string? Finds,
    string? When,
    bool Newcomers,
    IReadOnlyDictionary<string, string>? Expected)
{
    public bool IsRoute => Subject.Contains(" /", StringComparison.Ordinal);

    public bool IsWildcard => Subject.EndsWith(".*", StringComparison.Ordinal);

    public string Type => Subject[..Subject.IndexOf('.', StringComparison.Ordinal)];

    public string Field => Subject[(Subject.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
