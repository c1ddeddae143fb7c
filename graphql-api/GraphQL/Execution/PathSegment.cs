namespace MusicGraph.GraphQL.Execution;

/// <summary>A step on the way to a value of a response: a response name, or an index where there is none.</summary>
internal record struct PathSegment(string? Name, int Index);
