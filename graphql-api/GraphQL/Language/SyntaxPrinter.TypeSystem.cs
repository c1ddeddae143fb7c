namespace MusicGraph.GraphQL.Language;

/// <summary>Definitions and extensions of the type system.</summary>
public sealed partial class SyntaxPrinter
{
    private void Write(TypeSystemDefinitionNode definition)
    {
        WriteDescription(definition.Description);
        if (definition.IsExtension) _text.Append("extend ");
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                _text.Append("schema");
                WriteDirectives(schema.Directives);
                WriteBlock(schema.OperationTypes, Write);
                break;
            case ScalarTypeDefinitionNode scalar:
                _text.Append("scalar ").Append(scalar.Name);
                WriteDirectives(scalar.Directives);
                break;
            case ComplexTypeDefinitionNode type:
                _text.Append(type is InterfaceTypeDefinitionNode ? "interface " : "type ").Append(type.Name);
                if (type.Interfaces.Count > 0) _text.Append(" implements ").AppendJoin(" & ", type.Interfaces);
                WriteDirectives(type.Directives);
                WriteBlock(type.Fields, Write);
                break;
            case UnionTypeDefinitionNode union:
                _text.Append("union ").Append(union.Name);
                WriteDirectives(union.Directives);
                if (union.Members.Count > 0) _text.Append(" = ").AppendJoin(" | ", union.Members);
                break;
            case EnumTypeDefinitionNode enumType:
                _text.Append("enum ").Append(enumType.Name);
                WriteDirectives(enumType.Directives);
                WriteBlock(enumType.Values, Write);
                break;
            case InputObjectTypeDefinitionNode input:
                _text.Append("input ").Append(input.Name);
                WriteDirectives(input.Directives);
                WriteBlock(input.Fields, Write);
                break;
            case DirectiveDefinitionNode directive:
                _text.Append("directive @").Append(directive.Name);
                WriteArgumentDefinitions(directive.Arguments);
                _text.Append(directive.IsRepeatable ? " repeatable on " : " on ").AppendJoin(" | ", directive.Locations);
                break;
        }
    }

    private void Write(OperationTypeDefinitionNode root) =>
        _text.Append(root.Operation.ToString().ToLowerInvariant()).Append(": ").Append(root.Type);

    private void Write(FieldDefinitionNode field)
    {
        WriteDescription(field.Description);
        _text.Append(field.Name);
        WriteArgumentDefinitions(field.Arguments);
        _text.Append(": ").Append(field.Type);
        WriteDirectives(field.Directives);
    }

    private void Write(InputValueDefinitionNode input)
    {
        WriteDescription(input.Description);
        _text.Append(input.Name).Append(": ").Append(input.Type);
        WriteDefault(input.DefaultValue);
        WriteDirectives(input.Directives);
    }

    private void Write(EnumValueDefinitionNode value)
    {
        WriteDescription(value.Description);
        _text.Append(value.Name);
        WriteDirectives(value.Directives);
    }

    /// <summary>In one line unless one of them has a description.</summary>
    private void WriteArgumentDefinitions(IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        if (arguments.Count == 0) return;
        if (arguments.Any(argument => argument.Description is not null))
        {
            WriteLines('(', arguments, Write, ')');
            return;
        }

        _text.Append('(');
        WriteSeparated(arguments, ", ", Write);
        _text.Append(')');
    }

    private void WriteBlock<T>(IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0) return;
        _text.Append(' ');
        WriteLines('{', items, write, '}');
    }
}
