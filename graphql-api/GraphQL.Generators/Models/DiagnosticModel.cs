using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MusicGraph.GraphQL.Generators.Models;

/// <summary>A diagnostic that does not keep a compilation alive.</summary>
internal sealed record DiagnosticModel(DiagnosticDescriptor Descriptor, Place? Place, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Place?.ToLocation(), [.. Arguments]);
}

/// <summary>A place in a source file.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public Location ToLocation() => Location.Create(Path, Span, Lines);

    public static Place? Of(Location? location) =>
        location is { SourceTree: { } tree } ? new Place(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;
}

/// <summary>
/// Where a member stands, for faults that only show when all classes are known. Two are always equal: a member that merely moved
/// need not be generated again.
/// </summary>
internal sealed class Origin(Place? place) : IEquatable<Origin>
{
    public Place? Place { get; } = place;

    public bool Equals(Origin? other) => other is not null;

    public override bool Equals(object? obj) => obj is Origin;

    public override int GetHashCode() => 0;
}
