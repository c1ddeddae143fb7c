namespace MusicGraph.GraphQL.Types;

/// <summary>Fields that are there without being named by the schema (section 4).</summary>
/// <param name="Typename"><c>__typename</c> on every composite type. It has no way to a value: the executor knows the object's type.</param>
/// <param name="Schema"><c>__schema</c> on the query type.</param>
/// <param name="Type"><c>__type</c> on the query type.</param>
public sealed record MetaFields(FieldDefinition Typename, FieldDefinition Schema, FieldDefinition Type);
