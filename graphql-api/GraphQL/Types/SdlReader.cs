using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Types;

/// <summary>Turns the definitions and extensions of an SDL document into calls of a <see cref="SchemaBuilder"/>.</summary>
internal sealed class SdlReader(SchemaBuilder builder, SchemaParts parts)
{
    /// <summary>Reads a document; what is wrong with the schema shows when it is built.</summary>
    public void Read(DocumentNode document)
    {
        if (document.Definitions.OfType<SchemaDefinitionNode>().Count(schema => !schema.IsExtension) > 1)
        {
            parts.Faults.Add("Must provide only one schema definition.");
        }

        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode schema: Read(schema); break;
                case DirectiveDefinitionNode directive: Read(directive); break;
                case TypeDefinitionNode: break;
                default: parts.Faults.Add("A schema document holds definitions and extensions of the type system only."); break;
            }
        }

        foreach (var type in document.Definitions.OfType<TypeDefinitionNode>().GroupBy(definition => definition.Name))
        {
            var definitions = type.Where(definition => !definition.IsExtension).ToArray();
            if (definitions.Length > 1) parts.Faults.Add($"There can be only one type named \"{type.Key}\".");
            if (definitions.Length == 0 && ExtendKnown([.. type])) continue;
            if (definitions.Length == 0) parts.Faults.Add($"Cannot extend type \"{type.Key}\" because it is not defined.");
            else if (type.Any(part => part.GetType() != definitions[0].GetType())) parts.Faults.Add($"Cannot extend \"{type.Key}\" as another kind of type.");
            else Read(definitions[0], [definitions[0], .. type.Where(part => part.IsExtension)]);
        }
    }

    /// <summary>Extends an object type or interface that is not of this document.</summary>
    private bool ExtendKnown(TypeDefinitionNode[] all)
    {
        var isKnown = parts.Objects.TryGetValue(all[0].Name, out var part) && part.IsDeclared
            && all.All(extension => part.IsInterface ? extension is InterfaceTypeDefinitionNode : extension is ObjectTypeDefinitionNode);
        if (!isKnown) return false;
        part!.AddInterfaces(InterfacesOf(all));
        Complete(all[0].Name, all);
        return true;
    }

    private void Read(SchemaDefinitionNode schema)
    {
        if (!schema.IsExtension) parts.NamesAllRootTypes = true;
        builder.ApplySchemaDirectives(schema.Directives);
        if (schema.Description is { } description) builder.SetDescription(description);
        foreach (var root in schema.OperationTypes)
        {
            if (parts.RootTypes.ContainsKey(root.Operation)) parts.Faults.Add($"There can be only one {root.Operation} type in schema.");
            builder.SetRootType(root.Operation, root.Type.Name);
        }
    }

    private void Read(DirectiveDefinitionNode directive)
    {
        if (parts.Directives.Exists(known => known.Name == directive.Name))
        {
            parts.Faults.Add($"There can be only one directive named \"@{directive.Name}\".");
        }

        builder.AddDirective(
            directive.Name, directive.Locations, [.. directive.Arguments.Select(Config)], directive.Description, directive.IsRepeatable);
    }

    private void Read(TypeDefinitionNode definition, TypeDefinitionNode[] all)
    {
        var name = definition.Name;
        switch (definition)
        {
            case ScalarTypeDefinitionNode when !BuiltInScalars.IsSpecified(name):
                // What its values are the SDL does not say, so any will do.
                builder.AddScalar(new AnyType(name)
                {
                    Description = definition.Description,
                    SpecifiedBy = FindText(all, "specifiedBy", "url"),
                    Directives = DirectivesOf(all, "specifiedBy"),
                });
                break;
            case ObjectTypeDefinitionNode:
                builder.AddObject(name, null, definition.Description, InterfacesOf(all));
                Complete(name, all);
                break;
            case InterfaceTypeDefinitionNode:
                builder.AddInterface(name, definition.Description, InterfacesOf(all));
                Complete(name, all);
                break;
            case UnionTypeDefinitionNode:
                var members = all.Cast<UnionTypeDefinitionNode>().SelectMany(part => part.Members).Select(member => member.Name);
                builder.AddUnion(name, definition.Description, [.. members]).ApplyDirectives(name, DirectivesOf(all));
                break;
            case EnumTypeDefinitionNode:
                AddEnum(definition, all);
                break;
            case InputObjectTypeDefinitionNode:
                var fields = all.Cast<InputObjectTypeDefinitionNode>().SelectMany(part => part.Fields).Select(Config);
                var isOneOf = all.Any(part => part.Directives.Any(directive => directive.Name == "oneOf"));
                builder.AddInputObject(name, null, [.. fields], definition.Description, isOneOf);
                builder.ApplyDirectives(name, DirectivesOf(all, "oneOf"));
                break;
        }
    }

    private void Complete(string name, TypeDefinitionNode[] all)
    {
        builder.ApplyDirectives(name, DirectivesOf(all));
        foreach (var field in all.Cast<ComplexTypeDefinitionNode>().SelectMany(part => part.Fields))
        {
            builder.AddField(name, new(field.Name, field.Type.ToString()!)
            {
                Description = field.Description,
                DeprecationReason = DeprecationOf(field.Directives),
                Arguments = [.. field.Arguments.Select(Config)],
                Directives = WithoutDeprecated(field.Directives),
            });
        }
    }

    private void AddEnum(TypeDefinitionNode definition, TypeDefinitionNode[] all)
    {
        var values = new Dictionary<string, EnumValue>();
        foreach (var value in all.Cast<EnumTypeDefinitionNode>().SelectMany(part => part.Values))
        {
            var read = new EnumValue(value.Name, value.Name, value.Description, DeprecationOf(value.Directives))
            {
                Directives = WithoutDeprecated(value.Directives),
            };
            if (!values.TryAdd(value.Name, read)) parts.Faults.Add($"Enum value \"{definition.Name}.{value.Name}\" can only be defined once.");
        }

        builder.AddEnum(new(definition.Name, [.. values.Values]) { Description = definition.Description, Directives = DirectivesOf(all) });
    }

    private string[] InterfacesOf(TypeDefinitionNode[] all)
    {
        string[] names = [.. all.Cast<ComplexTypeDefinitionNode>().SelectMany(part => part.Interfaces).Select(reference => reference.Name)];
        foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1))
        {
            parts.Faults.Add($"Type {all[0].Name} can only implement {twice.Key} once.");
        }

        return names;
    }

    private InputValueConfig Config(InputValueDefinitionNode input) =>
        new(input.Name, input.Type.ToString()!, input.DefaultValue is { } value ? SyntaxPrinter.Print(value) : null)
        {
            Description = input.Description,
            DeprecationReason = DeprecationOf(input.Directives),
            Directives = WithoutDeprecated(input.Directives),
        };

    /// <summary>What is applied to a type by its definition and extensions, but for what its own properties say.</summary>
    private IReadOnlyList<DirectiveNode> DirectivesOf(TypeDefinitionNode[] all, string? known = null)
    {
        DirectiveNode[] applied = [.. all.SelectMany(part => part.Directives)];
        if (known is not null) CheckOnce(applied, known);
        return [.. applied.Where(directive => directive.Name != known)];
    }

    private IReadOnlyList<DirectiveNode> WithoutDeprecated(IReadOnlyList<DirectiveNode> applied)
    {
        if (applied.Count == 0) return applied;
        CheckOnce(applied, "deprecated");
        return [.. applied.Where(directive => directive.Name != "deprecated")];
    }

    private void CheckOnce(IReadOnlyList<DirectiveNode> applied, string name)
    {
        if (applied.Count(directive => directive.Name == name) > 1) parts.Faults.Add($"The directive \"@{name}\" can only be used once at this location.");
    }

    private static string? DeprecationOf(IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.FirstOrDefault(directive => directive.Name == "deprecated") is not { } deprecated) return null;
        return TextOf(deprecated, "reason") ?? SpecifiedDirectives.DefaultDeprecationReason;
    }

    private static string? FindText(TypeDefinitionNode[] all, string directive, string argument) => all
        .SelectMany(part => part.Directives)
        .Where(candidate => candidate.Name == directive)
        .Select(candidate => TextOf(candidate, argument))
        .FirstOrDefault();

    private static string? TextOf(DirectiveNode directive, string argument) =>
        (directive.Arguments.FirstOrDefault(candidate => candidate.Name == argument)?.Value as StringValueNode)?.Value;
}
