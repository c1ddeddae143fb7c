namespace MusicGraph.GraphQL.Types;

/// <summary>How long a field's list is, or where to find it out: <c>@listSize</c> of the IBM cost specification, section 3.2.</summary>
public sealed record ListSize
{
    /// <summary>The most items that the list has.</summary>
    public int? AssumedSize { get; init; }

    /// <summary>The field's arguments that cut the list; the largest one given counts.</summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>The length where no slicing argument is given.</summary>
    public int? SlicingArgumentDefaultValue { get; init; }

    /// <summary>The fields below whose lists are meant.</summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];

    /// <summary>Whether a client must give exactly one slicing argument.</summary>
    public bool RequireOneSlicingArgument { get; init; }
}

/// <summary>The pages of a connection, of which its <see cref="ListSize"/> is made where none is given.</summary>
/// <param name="Default">The items of a page of which the client gave no size.</param>
/// <param name="Largest">The most items of a page.</param>
public sealed record PageSizes(int Default, int Largest, bool RequireBoundaries = false);
