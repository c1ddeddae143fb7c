using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>A document as far as it can be prepared without its variables: either its errors or its operations.</summary>
internal sealed class CompiledDocument
{
    private IReadOnlyList<CompiledOperation> _operations = [];

    private CompiledDocument(DocumentNode syntax, IReadOnlyList<GraphQLError> errors)
    {
        Syntax = syntax;
        Errors = errors;
    }

    public DocumentNode Syntax { get; }
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>What a request is told that may not ask for the schema; none where the document does not, or everybody may.</summary>
    public IReadOnlyList<GraphQLError> IntrospectionErrors { get; private set; } = [];

    /// <summary>Told of the number of selections whenever some were planned that stay with the document; from any thread.</summary>
    public Action<int>? Planned { get; set; }

    /// <exception cref="GraphQLSyntaxException">The source is no GraphQL document.</exception>
    public static CompiledDocument Compile(Schema schema, ReadOnlyMemory<byte> source, RequestExecutorOptions options, ObservedRequest? observed = null)
    {
        var parserOptions = new ParserOptions { MaxTokens = options.MaxTokens, MaxDepth = options.MaxParserDepth };
        DocumentNode syntax;
        using (observed?.Parse()) syntax = Utf8Parser.Parse(source, parserOptions);
        if (observed is not null) observed.Document = syntax;

        IReadOnlyList<GraphQLError> errors;
        using (observed?.Validate()) errors = DocumentValidator.Validate(schema, syntax, options.ToValidationOptions());
        var document = new CompiledDocument(syntax, errors);
        if (errors.Count > 0) return document;
        if (!options.AllowIntrospection) document.IntrospectionErrors = IntrospectionFields.Refuse(syntax);

        var fragments = syntax.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(fragment => fragment.Name);
        var conditions = new HashSet<string>();
        var isIncremental = false;
        foreach (var fragment in fragments.Values) CollectConditions(fragment.SelectionSet, conditions, ref isIncremental);
        var operations = syntax.Definitions.OfType<OperationDefinitionNode>().Select(operation =>
        {
            CollectConditions(operation.SelectionSet, conditions, ref isIncremental);
            var own = operation.VariableDefinitions.Select(variable => variable.Name).Where(conditions.Contains).ToArray();
            return new CompiledOperation(
                schema, operation, fragments, own, options.Cost is not null, options.TellsCaching, isIncremental, selections => document.Planned?.Invoke(selections));
        });
        document._operations = [.. operations];
        return document;
    }

    /// <summary>GetOperation, section 6.1.</summary>
    /// <exception cref="GraphQLException">There is no such operation, or no name where there are several.</exception>
    public CompiledOperation GetOperation(string? name)
    {
        if (name is null)
        {
            return _operations.Count == 1
                ? _operations[0]
                : throw new GraphQLException("Must provide operation name if query contains multiple operations.");
        }

        return _operations.FirstOrDefault(operation => operation.Definition.Name == name)
            ?? throw new GraphQLException($"Unknown operation named \"{name}\".");
    }

    /// <summary>Finds the variables that decide what a plan has in it.</summary>
    /// <param name="isIncremental">Set where <c>@defer</c> or <c>@stream</c> is used.</param>
    private static void CollectConditions(SelectionSetNode selectionSet, HashSet<string> conditions, ref bool isIncremental)
    {
        foreach (var selection in selectionSet.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                var isDelivery = directive.Name is IncrementalDirectives.Defer or IncrementalDirectives.Stream;
                isIncremental |= isDelivery;
                if (!isDelivery && directive.Name is not ("skip" or "include")) continue;
                if (IncrementalDirectives.FindArgument(directive, IncrementalDirectives.If) is VariableNode variable) conditions.Add(variable.Name);
            }

            var below = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            if (below is not null) CollectConditions(below, conditions, ref isIncremental);
        }
    }
}
