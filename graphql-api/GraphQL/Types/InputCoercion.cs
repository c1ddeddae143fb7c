using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>Makes CLR values of literals (sections 3.5 to 3.12, "input coercion", and <c>CoerceArgumentValues</c> in 6.4.1).</summary>
public static class InputCoercion
{
    /// <summary>Whether coercing these arguments gives the same for every request, since no variable stands in them.</summary>
    public static bool AreConstant(IReadOnlyList<ArgumentNode> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (!IsConstant(arguments[index].Value)) return false;
        }

        return true;
    }

    /// <summary>Whether no variable stands in the value.</summary>
    public static bool IsConstant(ValueNode value)
    {
        switch (value)
        {
            case VariableNode:
                return false;
            case ListValueNode list:
                for (var index = 0; index < list.Items.Count; index++)
                {
                    if (!IsConstant(list.Items[index])) return false;
                }

                return true;
            case ObjectValueNode node:
                for (var index = 0; index < node.Fields.Count; index++)
                {
                    if (!IsConstant(node.Fields[index].Value)) return false;
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>The values of a field's or directive's arguments, in the order of their definitions.</summary>
    /// <exception cref="GraphQLException">One has no value of its type; in a valid document only variables can cause that.</exception>
    public static InputValues CoerceArguments(
        IReadOnlyList<InputValueDefinition> definitions,
        IReadOnlyList<ArgumentNode> arguments,
        VariableValues variables)
    {
        if (definitions.Count == 0) return InputValues.Empty;
        var values = new object?[definitions.Count];
        var given = new bool[definitions.Count];
        for (var index = 0; index < definitions.Count; index++)
        {
            var definition = definitions[index];
            var literal = Find(arguments, definition.Name);
            var constant = literal;
            if (literal is VariableNode { Name: var name } && !variables.TryGet(name, out constant)) constant = null;
            constant ??= definition.DefaultValue;
            if (constant is null)
            {
                if (definition.Type.Kind == TypeKind.NonNull) throw Missing(definition, literal);
                continue;
            }

            if (!TryCoerce(definition.Type, constant, variables, out values[index])) throw Invalid(definition, literal, constant);
            given[index] = true;
        }

        return new(values, given);
    }

    /// <summary>Coerces a literal; a variable in it stands for its value. False where the literal is none of the type.</summary>
    public static bool TryCoerce(GraphQLType type, ValueNode literal, VariableValues variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
        {
            // Absent is as good as null here; absent fields of input objects are looked at before.
            if (!variables.TryGet(variable.Name, out var constant)) return type.Kind != TypeKind.NonNull;
            literal = constant;
        }

        if (type is NonNullType nonNull) return literal is not NullValueNode && TryCoerce(nonNull.OfType, literal, variables, out value);
        if (literal is NullValueNode) return true;
        switch (type)
        {
            case ListType list:
                return TryCoerceList(list, literal, variables, out value);
            case InputObjectType input:
                return literal is ObjectValueNode node && TryCoerceObject(input, node, variables, out value);
            case EnumType enumType:
                value = literal is EnumValueNode name ? enumType.FindByName(name.Value)?.Value : null;
                return value is not null;
            case ScalarType scalar:
                return scalar.TryParse(IsConstant(literal) ? literal : Substitute(literal, variables), out value);
            default:
                return false;
        }
    }

    /// <summary>Whether a constant is one of the type.</summary>
    /// <remarks>Makes no objects, whose constructors belong to the application.</remarks>
    internal static bool IsValid(GraphQLType type, ValueNode constant)
    {
        switch (type)
        {
            case NonNullType nonNull:
                return constant is not NullValueNode && IsValid(nonNull.OfType, constant);
            case not null when constant is NullValueNode:
                return true;
            case ListType list:
                return constant is ListValueNode items ? items.Items.All(item => IsValid(list.OfType, item)) : IsValid(list.OfType, constant);
            case InputObjectType input:
                return constant is ObjectValueNode node
                    && node.Fields.All(field => input.FindField(field.Name) is not null)
                    && input.Fields.All(field =>
                        FindField(node, field.Name) is { } value ? IsValid(field.Type, value) : !field.IsRequired)
                    && (!input.IsOneOf || node.Fields is [{ Value: not NullValueNode }]);
            case EnumType enumType:
                return constant is EnumValueNode name && enumType.FindByName(name.Value) is not null;
            case ScalarType scalar:
                return scalar.TryParse(constant, out _);
            default:
                return false;
        }
    }

    private static bool TryCoerceList(ListType list, ValueNode literal, VariableValues variables, out object? value)
    {
        value = null;
        if (literal is not ListValueNode { Items: var items })
        {
            if (!TryCoerce(list.OfType, literal, variables, out var single)) return false;
            value = new[] { single };
            return true;
        }

        var values = new object?[items.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (!TryCoerce(list.OfType, items[index], variables, out values[index])) return false;
        }

        value = values;
        return true;
    }

    private static bool TryCoerceObject(InputObjectType input, ObjectValueNode node, VariableValues variables, out object? value)
    {
        value = null;
        var values = new object?[input.Fields.Count];
        var given = new bool[values.Length];
        var count = 0;
        for (var index = 0; index < values.Length; index++)
        {
            var field = input.Fields[index];
            var literal = FindField(node, field.Name);
            if (literal is VariableNode { Name: var name } && !variables.TryGet(name, out literal)) literal = null;
            literal ??= field.DefaultValue;
            if (literal is null)
            {
                if (field.Type.Kind == TypeKind.NonNull) return false;
                continue;
            }

            if (!TryCoerce(field.Type, literal, variables, out values[index])) return false;
            given[index] = true;
            if (values[index] is not null) count++;
        }

        // Each field that is written counts, also one whose variable is absent.
        if (input.IsOneOf && (count != 1 || node.Fields.Count != 1)) return false;
        value = input.Create is { } create ? create(new(values, given)) : ToDictionary(input, values, given);
        return true;
    }

    private static Dictionary<string, object?> ToDictionary(InputObjectType input, object?[] values, bool[] given)
    {
        var map = new Dictionary<string, object?>(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            if (given[index]) map.Add(input.Fields[index].Name, values[index]);
        }

        return map;
    }

    /// <summary>The literal with variables' values in their place, for a scalar that takes lists or objects.</summary>
    private static ValueNode Substitute(ValueNode literal, VariableValues variables) => literal switch
    {
        VariableNode variable => variables.TryGet(variable.Name, out var constant) ? constant : NullValueNode.Default,
        ListValueNode list => new ListValueNode([.. list.Items.Select(item => Substitute(item, variables))]),
        ObjectValueNode node => new ObjectValueNode([
            .. node.Fields
                .Where(field => field.Value is not VariableNode variable || variables.TryGet(variable.Name, out _))
                .Select(field => new ObjectFieldNode(field.Name, Substitute(field.Value, variables))),
        ]),
        _ => literal,
    };

    private static ValueNode? Find(IReadOnlyList<ArgumentNode> arguments, string name)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].Name == name) return arguments[index].Value;
        }

        return null;
    }

    private static ValueNode? FindField(ObjectValueNode node, string name)
    {
        for (var index = 0; index < node.Fields.Count; index++)
        {
            if (node.Fields[index].Name == name) return node.Fields[index].Value;
        }

        return null;
    }

    private static GraphQLException Missing(InputValueDefinition definition, ValueNode? literal) => new(literal is VariableNode variable
        ? $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"${variable.Name}\" "
            + "which was not provided a runtime value."
        : $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.");

    private static GraphQLException Invalid(InputValueDefinition definition, ValueNode? literal, ValueNode constant) =>
        new(constant is NullValueNode && definition.Type.Kind == TypeKind.NonNull
            ? $"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null."
            : $"Argument \"{definition.Name}\" has invalid value {SyntaxPrinter.Print(literal ?? constant)}.");
}
