using System.ComponentModel;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>What a mutation answers: its result, or the errors that the schema knows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MutationPayload<T>
{
    public MutationPayload(T value) => Value = value;

    public MutationPayload(IReadOnlyList<object> errors) => Errors = errors;

    public T? Value { get; }
    public IReadOnlyList<object>? Errors { get; }
}

/// <summary>What all mutations share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MutationConventions
{
    /// <summary>Adds the interface that all errors implement.</summary>
    public static void Add(SchemaBuilder schema) =>
        schema.AddInterface("Error").AddField("Error", new FieldConfig("message", "String!"));
}
