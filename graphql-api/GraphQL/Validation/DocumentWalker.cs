using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation;

/// <summary>
/// Walks a document once for all rules and tells each what the schema says of a node. Nesting is bounded by the parser, and fragments
/// are not followed, so the recursion is too.
/// </summary>
internal sealed class DocumentWalker(ValidationContext context, ValidationRule[] rules)
{
    private DefinitionFacts _facts = null!;
    private RuleListeners _fields = new(rules, RuleNodes.Fields);
    private RuleListeners _spreads = new(rules, RuleNodes.FragmentSpreads);
    private RuleListeners _inlineFragments = new(rules, RuleNodes.InlineFragments);
    private RuleListeners _directiveLists = new(rules, RuleNodes.DirectiveLists);
    private RuleListeners _directives = new(rules, RuleNodes.Directives);
    private RuleListeners _argumentLists = new(rules, RuleNodes.ArgumentLists);
    private RuleListeners _values = new(rules, RuleNodes.Values);
    private RuleListeners _objectValues = new(rules, RuleNodes.ObjectValues);
    private RuleListeners _namedTypes = new(rules, RuleNodes.NamedTypes);

    public void Walk()
    {
        var document = context.Document;
        foreach (var rule in rules) rule.EnterDocument(context, document);
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation) Walk(operation);
            else if (definition is FragmentDefinitionNode fragment) Walk(fragment);
        }

        foreach (var rule in rules)
        {
            if (context.IsFull) return;
            rule.LeaveDocument(context, document);
        }
    }

    private void Walk(OperationDefinitionNode operation)
    {
        _facts = context.FactsOf(operation);
        context.ParentType = context.Schema.FindRootType(operation.Operation);
        context.Field = null;
        foreach (var rule in rules) rule.EnterOperation(context, operation);
        foreach (var variable in operation.VariableDefinitions) Walk(variable);
        Walk(operation.Directives, operation.Operation switch
        {
            OperationType.Mutation => "MUTATION",
            OperationType.Subscription => "SUBSCRIPTION",
            _ => "QUERY",
        });
        Walk(operation.SelectionSet, context.ParentType);
    }

    private void Walk(FragmentDefinitionNode fragment)
    {
        _facts = context.FactsOf(fragment);
        context.Field = null;
        context.ParentType = FindComposite(fragment.TypeCondition);
        foreach (var rule in rules) rule.EnterFragment(context, fragment);
        Walk(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, FindComposite(fragment.TypeCondition));
    }

    private void Walk(VariableDefinitionNode variable)
    {
        foreach (var rule in rules) rule.EnterVariableDefinition(context, variable);
        Walk(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            var type = context.Schema.FindType(variable.Type);
            foreach (var rule in _values.Rules) rule.EnterValue(context, value, type);
            _values.Settle();
            Walk(value, type, false, null);
        }

        Walk(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Walk(TypeNode type)
    {
        while (type is not NamedTypeNode) type = type is ListTypeNode list ? list.OfType : ((NonNullTypeNode)type).OfType;
        foreach (var rule in _namedTypes.Rules) rule.EnterNamedType(context, (NamedTypeNode)type);
        _namedTypes.Settle();
    }

    private void Walk(SelectionSetNode set, NamedType? parent)
    {
        for (var index = 0; index < set.Selections.Count && !context.IsFull; index++)
        {
            context.ParentType = parent;
            context.Field = null;
            switch (set.Selections[index])
            {
                case FieldNode field: Walk(field, parent); break;
                case FragmentSpreadNode spread: Walk(spread); break;
                case InlineFragmentNode fragment: Walk(fragment, parent); break;
            }
        }
    }

    private void Walk(FieldNode field, NamedType? parent)
    {
        var definition = parent is null ? null : context.Schema.FindField(parent, field.Name);
        context.Field = definition;
        foreach (var rule in _fields.Rules) rule.EnterField(context, field);
        _fields.Settle();
        Walk(field.Arguments);
        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } set) Walk(set, definition?.Type.Unwrapped is ComplexType or UnionType ? definition.Type.Unwrapped : null);
    }

    private void Walk(FragmentSpreadNode spread)
    {
        _facts.Spreads.Add(spread);
        foreach (var rule in _spreads.Rules) rule.EnterFragmentSpread(context, spread);
        _spreads.Settle();
        Walk(spread.Directives, "FRAGMENT_SPREAD");
    }

    private void Walk(InlineFragmentNode fragment, NamedType? parent)
    {
        foreach (var rule in _inlineFragments.Rules) rule.EnterInlineFragment(context, fragment);
        _inlineFragments.Settle();
        if (fragment.TypeCondition is { } condition)
        {
            Walk(condition);
            parent = FindComposite(condition);
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        Walk(fragment.SelectionSet, parent);
    }

    private void Walk(IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count == 0) return;
        var field = context.Field;
        context.Field = null;
        foreach (var rule in _directiveLists.Rules) rule.EnterDirectives(context, directives, location);
        _directiveLists.Settle();
        foreach (var directive in directives)
        {
            context.DirectiveNode = directive;
            context.Directive = context.Schema.FindDirective(directive.Name);
            foreach (var rule in _directives.Rules) rule.EnterDirective(context, directive);
            _directives.Settle();
            Walk(directive.Arguments);
        }

        context.DirectiveNode = null;
        context.Directive = null;
        context.Field = field;
    }

    private void Walk(IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count == 0) return;
        foreach (var rule in _argumentLists.Rules) rule.EnterArguments(context, arguments);
        _argumentLists.Settle();
        for (var index = 0; index < arguments.Count && !context.IsFull; index++)
        {
            var argument = arguments[index];
            var definition = context.DirectiveNode is null
                ? context.Field?.FindArgument(argument.Name)
                : context.Directive?.FindArgument(argument.Name);
            foreach (var rule in _values.Rules) rule.EnterValue(context, argument.Value, definition?.Type);
            _values.Settle();
            Walk(argument.Value, definition?.Type, definition?.DefaultValue is not null, null);
        }
    }

    private void Walk(ValueNode value, GraphQLType? type, bool hasDefault, InputObjectType? oneOf)
    {
        switch (value)
        {
            case VariableNode variable:
                _facts.Variables.Add(new(variable, type, hasDefault, oneOf));
                break;
            case ListValueNode list:
                var nullable = type is NonNullType nonNull ? nonNull.OfType : type;
                var itemType = nullable is ListType listType ? listType.OfType : nullable;
                for (var index = 0; index < list.Items.Count; index++) Walk(list.Items[index], itemType, false, null);
                break;
            case ObjectValueNode node:
                foreach (var rule in _objectValues.Rules) rule.EnterObjectValue(context, node);
                _objectValues.Settle();
                var input = type?.Unwrapped as InputObjectType;
                for (var index = 0; index < node.Fields.Count; index++)
                {
                    var field = input?.FindField(node.Fields[index].Name);
                    Walk(node.Fields[index].Value, field?.Type, field?.DefaultValue is not null, input is { IsOneOf: true } ? input : null);
                }

                break;
        }
    }

    private NamedType? FindComposite(NamedTypeNode condition) =>
        context.Schema.FindType(condition.Name) is { } type and (ComplexType or UnionType) ? type : null;
}
