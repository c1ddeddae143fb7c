namespace MusicGraph.GraphQL.Types;

/// <summary>Types with wrappers are made anew for each reference, so they compare by structure.</summary>
internal static class TypeComparison
{
    public static bool IsSame(GraphQLType first, GraphQLType second) => (first, second) switch
    {
        (NonNullType one, NonNullType other) => IsSame(one.OfType, other.OfType),
        (ListType one, ListType other) => IsSame(one.OfType, other.OfType),
        _ => ReferenceEquals(first, second),
    };

    /// <summary><c>IsSubType</c> of section 3.6.1 with the covariance of wrappers: whether each value of the one is one of the other.</summary>
    public static bool IsSubtype(GraphQLType type, GraphQLType of) => (type, of) switch
    {
        (NonNullType one, NonNullType other) => IsSubtype(one.OfType, other.OfType),
        (NonNullType one, _) => IsSubtype(one.OfType, of),
        (ListType one, ListType other) => IsSubtype(one.OfType, other.OfType),
        (ComplexType one, InterfaceType other) => one == other || one.Interfaces.Contains(other),
        (ObjectType one, UnionType other) => other.Members.Contains(one),
        _ => ReferenceEquals(type, of),
    };
}
