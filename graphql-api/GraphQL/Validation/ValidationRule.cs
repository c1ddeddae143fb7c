using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation;

/// <summary>
/// A rule of section 5, told of the nodes of one document in the order of the source. What the schema says of a node is in the
/// <see cref="ValidationContext"/>; null stands there for what the schema does not know, which is another rule's business.
/// </summary>
internal abstract class ValidationRule
{
    /// <summary>The nodes that the rule has turned out not to look at: it is not told of more of them.</summary>
    public RuleNodes Ignored { get; private set; }

    public virtual void EnterDocument(ValidationContext context, DocumentNode document) { }

    /// <summary>Called after all nodes, when variable usages and fragment spreads are known.</summary>
    public virtual void LeaveDocument(ValidationContext context, DocumentNode document) { }

    public virtual void EnterOperation(ValidationContext context, OperationDefinitionNode operation) { }

    public virtual void EnterFragment(ValidationContext context, FragmentDefinitionNode fragment) { }

    public virtual void EnterVariableDefinition(ValidationContext context, VariableDefinitionNode variable) { }

    public virtual void EnterField(ValidationContext context, FieldNode field) => Ignored |= RuleNodes.Fields;

    public virtual void EnterFragmentSpread(ValidationContext context, FragmentSpreadNode spread) => Ignored |= RuleNodes.FragmentSpreads;

    public virtual void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment) => Ignored |= RuleNodes.InlineFragments;

    /// <summary>All directives of one node, at least one.</summary>
    /// <param name="location">As the specification names it, such as <c>FIELD</c>.</param>
    public virtual void EnterDirectives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location) => Ignored |= RuleNodes.DirectiveLists;

    /// <summary>The definition is in <see cref="ValidationContext.Directive"/>.</summary>
    public virtual void EnterDirective(ValidationContext context, DirectiveNode directive) => Ignored |= RuleNodes.Directives;

    /// <summary>All arguments of a field or directive, at least one.</summary>
    public virtual void EnterArguments(ValidationContext context, IReadOnlyList<ArgumentNode> arguments) => Ignored |= RuleNodes.ArgumentLists;

    /// <summary>A whole value: an argument's or a variable's default; not the values inside.</summary>
    public virtual void EnterValue(ValidationContext context, ValueNode value, GraphQLType? type) => Ignored |= RuleNodes.Values;

    public virtual void EnterObjectValue(ValidationContext context, ObjectValueNode value) => Ignored |= RuleNodes.ObjectValues;

    public virtual void EnterNamedType(ValidationContext context, NamedTypeNode type) => Ignored |= RuleNodes.NamedTypes;
}

/// <summary>The kinds of nodes that a document has many of.</summary>
[Flags]
internal enum RuleNodes
{
    None = 0,
    Fields = 1,
    FragmentSpreads = 1 << 1,
    InlineFragments = 1 << 2,
    DirectiveLists = 1 << 3,
    Directives = 1 << 4,
    ArgumentLists = 1 << 5,
    Values = 1 << 6,
    ObjectValues = 1 << 7,
    NamedTypes = 1 << 8,
}
