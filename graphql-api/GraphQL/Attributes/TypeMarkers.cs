namespace MusicGraph.GraphQL.Types;

/// <summary>Stands for a type that is not null, where a type is named by a C# type: <c>NonNullType&lt;IdType&gt;</c> is <c>ID!</c>.</summary>
public sealed class NonNullType<T>
{
    private NonNullType()
    {
    }
}

/// <summary>Stands for a list, where a type is named by a C# type: <c>ListType&lt;IdType&gt;</c> is <c>[ID]</c>.</summary>
public sealed class ListType<T>
{
    private ListType()
    {
    }
}
