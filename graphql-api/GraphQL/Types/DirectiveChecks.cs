using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>The rules for definitions of directives, and for directives that are applied in the schema (section 3.13).</summary>
internal sealed class DirectiveChecks(IReadOnlyList<DirectiveDefinition> definitions, List<string> faults)
{
    private readonly Dictionary<string, DirectiveDefinition> _definitions = definitions.ToDictionary(definition => definition.Name);

    public void Run(IEnumerable<NamedType> types, IReadOnlyList<DirectiveNode> schemaDirectives)
    {
        Check("schema", "SCHEMA", schemaDirectives);
        foreach (var type in types) Check(type);
        foreach (var definition in definitions)
        {
            CheckLocations(definition);
            CheckInputs($"@{definition.Name}", "ARGUMENT_DEFINITION", definition.Arguments);
            if (IsReachable(definition, definition, [])) faults.Add($"Directive \"@{definition.Name}\" must not refer to itself.");
        }
    }

    private void CheckLocations(DirectiveDefinition definition)
    {
        if (definition.Locations.Count == 0) faults.Add($"Directive \"@{definition.Name}\" must have one or more locations.");
        foreach (var location in definition.Locations.Where(location => !Utf8Parser.DirectiveLocations.Contains(location)))
        {
            faults.Add($"Directive \"@{definition.Name}\" names \"{location}\", which is no location.");
        }
    }

    private void Check(NamedType type)
    {
        var location = type.Kind switch
        {
            TypeKind.Scalar => "SCALAR",
            TypeKind.Object => "OBJECT",
            TypeKind.Interface => "INTERFACE",
            TypeKind.Union => "UNION",
            TypeKind.Enum => "ENUM",
            _ => "INPUT_OBJECT",
        };
        Check(type.Name, location, type.Directives);
        switch (type)
        {
            case ComplexType complex:
                foreach (var field in complex.Fields)
                {
                    Check($"{type}.{field.Name}", "FIELD_DEFINITION", field.Directives);
                    CheckInputs($"{type}.{field.Name}", "ARGUMENT_DEFINITION", field.Arguments);
                }

                break;
            case InputObjectType input:
                CheckInputs(type.Name, "INPUT_FIELD_DEFINITION", input.Fields);
                break;
            case EnumType enumType:
                foreach (var value in enumType.Values) Check($"{type}.{value.Name}", "ENUM_VALUE", value.Directives);
                break;
        }
    }

    private void CheckInputs(string owner, string location, IReadOnlyList<InputValueDefinition> inputs)
    {
        foreach (var input in inputs) Check($"{owner}.{input.Name}", location, input.Directives);
    }

    private void Check(string place, string location, IReadOnlyList<DirectiveNode> applied)
    {
        for (var index = 0; index < applied.Count; index++)
        {
            var directive = applied[index];
            if (directive.Name is "deprecated" or "specifiedBy" or "oneOf")
            {
                faults.Add($"Directive \"@{directive.Name}\" of {place} has a property of its own.");
                continue;
            }

            if (!_definitions.TryGetValue(directive.Name, out var definition))
            {
                faults.Add($"Unknown directive \"@{directive.Name}\" of {place}.");
                continue;
            }

            if (!definition.Locations.Contains(location)) faults.Add($"Directive \"@{directive.Name}\" may not be used on {location} ({place}).");
            if (!definition.IsRepeatable && applied.Take(index).Any(other => other.Name == directive.Name))
            {
                faults.Add($"The directive \"@{directive.Name}\" can only be used once at {place}.");
            }

            CheckArguments(place, directive, definition);
        }
    }

    private void CheckArguments(string place, DirectiveNode directive, DirectiveDefinition definition)
    {
        foreach (var twice in directive.Arguments.GroupBy(argument => argument.Name).Where(same => same.Count() > 1))
        {
            faults.Add($"There can be only one argument named \"{twice.Key}\" of \"@{directive.Name}\" of {place}.");
        }

        foreach (var argument in directive.Arguments)
        {
            if (definition.FindArgument(argument.Name) is not { } known)
            {
                faults.Add($"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\" of {place}.");
            }
            else if (known.Type.IsInputType && !InputCoercion.IsValid(known.Type, argument.Value))
            {
                var value = SyntaxPrinter.Print(argument.Value);
                faults.Add($"Argument \"@{directive.Name}({argument.Name}:)\" of {place} has the value {value}, which is no {known.Type}.");
            }
        }

        foreach (var argument in definition.Arguments.Where(argument => argument.IsRequired))
        {
            if (directive.Arguments.Any(given => given.Name == argument.Name)) continue;
            faults.Add($"Argument \"@{directive.Name}({argument.Name}:)\" of type \"{argument.Type}\" is required, but {place} does not give it.");
        }
    }

    /// <summary>Whether a definition refers to another by what is applied to its arguments and to their types.</summary>
    private bool IsReachable(DirectiveDefinition from, DirectiveDefinition to, HashSet<object> seen)
    {
        foreach (var argument in from.Arguments)
        {
            if (IsReachable(argument.Directives, to, seen) || IsReachable(argument.Type.Unwrapped, to, seen)) return true;
        }

        return false;
    }

    private bool IsReachable(NamedType type, DirectiveDefinition to, HashSet<object> seen)
    {
        if (!seen.Add(type)) return false;
        if (IsReachable(type.Directives, to, seen)) return true;
        return type switch
        {
            EnumType enumType => enumType.Values.Any(value => IsReachable(value.Directives, to, seen)),
            InputObjectType input => input.Fields.Any(field => IsReachable(field.Directives, to, seen) || IsReachable(field.Type.Unwrapped, to, seen)),
            _ => false,
        };
    }

    private bool IsReachable(IReadOnlyList<DirectiveNode> applied, DirectiveDefinition to, HashSet<object> seen)
    {
        foreach (var directive in applied)
        {
            if (directive.Name == to.Name) return true;
            if (_definitions.TryGetValue(directive.Name, out var next) && seen.Add(next) && IsReachable(next, to, seen)) return true;
        }

        return false;
    }
}
