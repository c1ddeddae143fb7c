namespace MusicGraph.GraphQL.Generators.Models;

/// <summary>What a documentation file says of a type, property or enum value.</summary>
/// <param name="Id">As the compiler names it, such as <c>P:Music.Song.Title</c>.</param>
internal sealed record DocumentedMember(string Id, string Text);
