using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL.Types;

/// <summary>Finds the elements of a schema by their coordinates (section 3.14).</summary>
public static class SchemaCoordinateExtensions
{
    /// <summary>
    /// The element: a <see cref="NamedType"/>, <see cref="FieldDefinition"/>, <see cref="InputValueDefinition"/>, <see cref="EnumValue"/>
    /// or <see cref="DirectiveDefinition"/>.
    /// </summary>
    public static bool TryGetMember(this Schema schema, SchemaCoordinate coordinate, [NotNullWhen(true)] out object? member)
    {
        object? owner = coordinate.OfDirective ? schema.FindDirective(coordinate.Name) : schema.FindType(coordinate.Name);
        if (coordinate.MemberName is { } name)
        {
            owner = owner switch
            {
                ComplexType type => type.FindField(name),
                InputObjectType type => type.FindField(name),
                EnumType type => type.FindByName(name),
                _ => null,
            };
        }

        member = coordinate.ArgumentName is not { } argument ? owner : owner switch
        {
            FieldDefinition field => field.FindArgument(argument),
            DirectiveDefinition directive => directive.FindArgument(argument),
            _ => null,
        };
        return member is not null;
    }

    /// <inheritdoc cref="TryGetMember(Schema, SchemaCoordinate, out object?)"/>
    /// <remarks>False also for what is no coordinate.</remarks>
    public static bool TryGetMember(this Schema schema, string coordinateString, [NotNullWhen(true)] out object? member)
    {
        member = null;
        return SchemaCoordinate.TryParse(coordinateString, out var coordinate) && schema.TryGetMember(coordinate.Value, out member);
    }

    /// <inheritdoc cref="TryGetMember(Schema, SchemaCoordinate, out object?)"/>
    /// <exception cref="FormatException">It is no coordinate.</exception>
    /// <exception cref="KeyNotFoundException">The schema has no such element.</exception>
    public static object GetMember(this Schema schema, string coordinateString) =>
        schema.TryGetMember(SchemaCoordinate.Parse(coordinateString), out var member)
            ? member
            : throw new KeyNotFoundException($"The schema has no element \"{coordinateString}\".");
}
