using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation.Rules;

namespace MusicGraph.GraphQL.Validation;

/// <summary>Says whether a document can be executed against a schema (specification, section 5).</summary>
public static class DocumentValidator
{
    /// <summary>Checks all rules in one walk over the document.</summary>
    /// <returns>The errors, none for a valid document; no more than <see cref="ValidationOptions.MaxErrors"/> and a word on that.</returns>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        new DocumentWalker(context, CreateRules()).Walk();
        return context.Errors;
    }

    /// <summary>They keep state, so each document has its own. The last ones may rely on what those before them reported.</summary>
    private static ValidationRule[] CreateRules() =>
    [
        new DocumentLimits(),
        new ExecutableDefinitions(),
        new OperationTypeExistence(),
        new OperationNameUniqueness(),
        new LoneAnonymousOperation(),
        new SingleRootField(),
        new FieldSelections(),
        new LeafFieldSelections(),
        new ArgumentNames(),
        new ArgumentUniqueness(),
        new RequiredArguments(),
        new FragmentNameUniqueness(),
        new FragmentSpreadTypeExistence(),
        new FragmentsOnCompositeTypes(),
        new FragmentsMustBeUsed(),
        new FragmentSpreadTargetDefined(),
        new FragmentSpreadIsPossible(),
        new ValuesOfCorrectType(),
        new InputObjectFieldUniqueness(),
        new DirectivesAreDefined(),
        new DirectivesAreInValidLocations(),
        new DirectivesAreUniquePerLocation(),
        new DeferStreamDirectiveOnRootField(),
        new DeferStreamDirectiveLabel(),
        new StreamDirectiveOnListField(),
        new VariableUniqueness(),
        new VariablesAreInputTypes(),
        new AllVariableUsesDefined(),
        new AllVariablesUsed(),
        new AllVariableUsagesAreAllowed(),
        new FragmentSpreadsMustNotFormCycles(),
        new MaxDepth(),
        new FieldCycleDepth(),
        new IntrospectionDepth(),
        new DeferStreamDirectiveOnValidOperations(),
        new FieldSelectionMerging(),
    ];
}
