using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>Finds what a document asks of the schema itself, for servers that do not tell everybody.</summary>
internal static class IntrospectionFields
{
    private const int MostNamed = 10;

    /// <summary>The errors for who is not allowed to ask; none for a document that does not. <c>__typename</c> tells nothing.</summary>
    public static IReadOnlyList<GraphQLError> Refuse(DocumentNode document)
    {
        var errors = new List<GraphQLError>();
        var pending = new Stack<SelectionSetNode>();
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation) pending.Push(operation.SelectionSet);
            else if (definition is FragmentDefinitionNode fragment) pending.Push(fragment.SelectionSet);
        }

        while (errors.Count < MostNamed && pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FieldNode { Name: "__schema" or "__type" } field:
                        errors.Add(Refuse(document, field));
                        break;
                    case FieldNode { SelectionSet: { } below }:
                        pending.Push(below);
                        break;
                    case InlineFragmentNode inline:
                        pending.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return errors;
    }

    private static GraphQLError Refuse(DocumentNode document, FieldNode field) => new(
        "Introspection is not allowed for the current request.",
        document.Locate(field) is { } location ? [location] : null,
        Code: "HC0046",
        Extensions: new Dictionary<string, object?> { ["field"] = field.Name });
}
