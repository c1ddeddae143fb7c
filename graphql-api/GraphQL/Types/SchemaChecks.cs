namespace MusicGraph.GraphQL.Types;

/// <summary>The rules of type validation in section 3 that need all types to be known.</summary>
internal sealed class SchemaChecks(
    Dictionary<string, NamedType> types,
    IReadOnlyList<DirectiveDefinition> directives,
    List<string> faults)
{
    public void Run()
    {
        foreach (var type in types.Values)
        {
            if (IsIntrospection(type)) continue;
            CheckName(type.Name);
            switch (type)
            {
                case ComplexType complex: Check(complex); break;
                case UnionType { Members.Count: 0 }: faults.Add($"Union type {type} must define one or more member types."); break;
                case EnumType enumType: Check(enumType); break;
                case InputObjectType input: Check(input); break;
            }
        }

        foreach (var directive in directives)
        {
            CheckName(directive.Name);
            CheckInputs($"@{directive.Name}", directive.Arguments);
        }

        new InputObjectCycles(types.Values, faults).Run();
    }

    private static bool IsIntrospection(NamedType type) => type.Name is "__Schema" or "__Type" or "__TypeKind" or "__Field" or "__InputValue"
        or "__EnumValue" or "__Directive" or "__DirectiveLocation";

    private void Check(ComplexType type)
    {
        if (type.Fields.Count == 0) faults.Add($"Type {type} must define one or more fields.");
        foreach (var field in type.Fields)
        {
            CheckName(field.Name);
            CheckInputs($"{type}.{field.Name}", field.Arguments);
        }

        foreach (var @interface in type.Interfaces)
        {
            if (@interface == type) faults.Add($"Type {type} cannot implement itself because it would create a circular reference.");
            else CheckImplementation(type, @interface);
        }
    }

    /// <summary><c>IsValidImplementation</c> of section 3.6.</summary>
    private void CheckImplementation(ComplexType type, InterfaceType @interface)
    {
        foreach (var transitive in @interface.Interfaces)
        {
            if (transitive == type) faults.Add($"Type {type} cannot implement {@interface} because it would create a circular reference.");
            else if (!type.Interfaces.Contains(transitive)) faults.Add($"Type {type} must implement {transitive} because it is implemented by {@interface}.");
        }

        foreach (var expected in @interface.Fields)
        {
            var place = $"{@interface}.{expected.Name}";
            if (type.FindField(expected.Name) is not { } actual)
            {
                faults.Add($"Interface field {place} expected but {type} does not provide it.");
                continue;
            }

            if (!TypeComparison.IsSubtype(actual.Type, expected.Type))
            {
                faults.Add($"Interface field {place} expects type {expected.Type} but {type}.{actual.Name} is type {actual.Type}.");
            }

            if (actual.DeprecationReason is not null && expected.DeprecationReason is null)
            {
                faults.Add($"Interface field {place} is not deprecated, so implementation field {type}.{actual.Name} must not be deprecated.");
            }

            CheckArguments(type, actual, expected, place);
        }
    }

    private void CheckArguments(ComplexType type, FieldDefinition actual, FieldDefinition expected, string place)
    {
        foreach (var argument in expected.Arguments)
        {
            var own = actual.FindArgument(argument.Name);
            if (own is null)
            {
                faults.Add($"Interface field argument {place}({argument.Name}:) expected but {type}.{actual.Name} does not provide it.");
            }
            else if (!TypeComparison.IsSame(own.Type, argument.Type))
            {
                faults.Add(
                    $"Interface field argument {place}({argument.Name}:) expects type {argument.Type} but "
                    + $"{type}.{actual.Name}({argument.Name}:) is type {own.Type}.");
            }
        }

        foreach (var additional in actual.Arguments)
        {
            if (additional.IsRequired && expected.FindArgument(additional.Name) is null)
            {
                faults.Add(
                    $"Argument \"{type}.{actual.Name}({additional.Name}:)\" must not be required type \"{additional.Type}\" "
                    + $"if not provided by the Interface field \"{place}\".");
            }
        }
    }

    private void Check(EnumType type)
    {
        if (type.Values.Count == 0) faults.Add($"Enum type {type} must define one or more values.");
        foreach (var value in type.Values)
        {
            CheckName(value.Name);
            if (value.Name is "true" or "false" or "null") faults.Add($"Enum type {type} cannot include value: {value.Name}.");
        }
    }

    private void Check(InputObjectType type)
    {
        if (type.Fields.Count == 0) faults.Add($"Input Object type {type} must define one or more fields.");
        CheckInputs(type.Name, type.Fields);
        if (!type.IsOneOf) return;
        foreach (var field in type.Fields)
        {
            if (field.Type.Kind == TypeKind.NonNull) faults.Add($"OneOf input field {type}.{field.Name} must be nullable.");
            if (field.DefaultValue is not null) faults.Add($"OneOf input field {type}.{field.Name} cannot have a default value.");
        }
    }

    private void CheckInputs(string owner, IReadOnlyList<InputValueDefinition> inputs)
    {
        foreach (var input in inputs)
        {
            CheckName(input.Name);
            if (input is { IsRequired: true, DeprecationReason: not null })
            {
                faults.Add($"Required input {owner}.{input.Name} cannot be deprecated.");
            }

            if (input is { DefaultValue: { } value, Type.IsInputType: true } && !InputCoercion.IsValid(input.Type, value))
            {
                faults.Add($"The default value of \"{owner}.{input.Name}\" cannot be coerced to {input.Type}.");
            }
        }
    }

    private void CheckName(string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            faults.Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        }
        else if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_'))
        {
            faults.Add($"Names must be made of [_a-zA-Z0-9] and not start with a digit, but \"{name}\" is not.");
        }
    }
}
