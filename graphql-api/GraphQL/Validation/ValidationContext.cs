using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation;

/// <summary>What rules share while a document is walked: the schema's view of the current node, facts about definitions, errors.</summary>
internal sealed class ValidationContext
{
    private const int MaxLocations = 16;

    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = [];
    private readonly Dictionary<DefinitionNode, DefinitionFacts> _facts = [];
    private readonly Dictionary<OperationDefinitionNode, List<DefinitionFacts>> _reachable = [];

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment) _fragments[fragment.Name] = fragment;
            if (definition is FragmentDefinitionNode or OperationDefinitionNode) _facts.Add(definition, new(definition));
        }
    }

    public Schema Schema { get; }
    public DocumentNode Document { get; }
    public ValidationOptions Options { get; }
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether no more errors are taken, so that walking on is idle.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The composite type whose selection set is walked.</summary>
    public NamedType? ParentType { get; set; }

    /// <summary>The definition of the current field; null inside of directives.</summary>
    public FieldDefinition? Field { get; set; }

    /// <summary>The definition of the current directive; null outside of directives.</summary>
    public DirectiveDefinition? Directive { get; set; }

    /// <summary>The directive that is walked, known or not; null outside of directives.</summary>
    public DirectiveNode? DirectiveNode { get; set; }

    /// <summary>Whether a cycle of fragments was found, which leaves operations without an end.</summary>
    public bool HasFragmentCycle { get; set; }

    /// <summary>Whether an operation is deeper than allowed, so that looking into it further may take too long.</summary>
    public bool IsTooDeep { get; set; }

    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    public IEnumerable<FragmentDefinitionNode> Fragments => Document.Definitions.OfType<FragmentDefinitionNode>();

    public IEnumerable<OperationDefinitionNode> Operations => Document.Definitions.OfType<OperationDefinitionNode>();

    public DefinitionFacts FactsOf(DefinitionNode definition) => _facts[definition];

    /// <summary>The operation and the fragments that it spreads, directly or by way of others.</summary>
    public IReadOnlyList<DefinitionFacts> ReachableFrom(OperationDefinitionNode operation)
    {
        if (_reachable.TryGetValue(operation, out var reachable)) return reachable;
        reachable = [FactsOf(operation)];
        var seen = new HashSet<string>();
        for (var index = 0; index < reachable.Count; index++)
        {
            foreach (var spread in reachable[index].Spreads)
            {
                if (seen.Add(spread.Name) && FindFragment(spread.Name) is { } fragment) reachable.Add(FactsOf(fragment));
            }
        }

        _reachable.Add(operation, reachable);
        return reachable;
    }

    /// <summary>Takes no more errors: the document is not worth to be looked at any further.</summary>
    public void Abort() => IsFull = true;

    /// <param name="starts">Offsets of the nodes that the error is about.</param>
    public void Report(string message, params ReadOnlySpan<int> starts) => Report(null, message, null, starts);

    /// <inheritdoc cref="Report(string, ReadOnlySpan{int})"/>
    public void Report(string? code, string message, IReadOnlyDictionary<string, object?>? extensions, params ReadOnlySpan<int> starts)
    {
        if (IsFull) return;
        var locations = new List<SourceLocation>(starts.Length);
        foreach (var start in starts[..Math.Min(starts.Length, MaxLocations)])
        {
            if (Document.Locate(start) is { } location) locations.Add(location);
        }

        _errors.Add(new(message, locations.Count > 0 ? locations : null, Code: code, Extensions: extensions));
        if (_errors.Count < Options.MaxErrors) return;
        IsFull = true;
        _errors.Add(new("Too many validation errors, error limit reached. Validation aborted."));
    }
}

/// <summary>What the walk finds in an operation or fragment.</summary>
internal sealed class DefinitionFacts(DefinitionNode definition)
{
    public DefinitionNode Definition { get; } = definition;
    public List<FragmentSpreadNode> Spreads { get; } = [];
    public List<VariableUsage> Variables { get; } = [];
}

/// <param name="Type">The type of the place where the variable stands, if the schema knows the place.</param>
/// <param name="HasDefault">Whether the place has a default value of its own.</param>
/// <param name="OneOf">The input object with <c>@oneOf</c> whose field the variable is given for, or null.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, bool HasDefault, InputObjectType? OneOf);
