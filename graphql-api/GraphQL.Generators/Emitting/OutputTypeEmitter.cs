using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the class that adds an object type, interface or union and the fields that are plain properties.</summary>
internal sealed class OutputTypeEmitter(Emitter emitter)
{
    private readonly CodeWriter _code = new();
    private readonly Graph _graph = emitter.Graph;

    public string Emit(OutputType type) => Class(type, () =>
    {
        var description = type.Description is { } text ? CodeWriter.Literal(text) : "null";
        var name = CodeWriter.Literal(type.Name);
        var isNode = type.Kind == TypeKind.Object && _graph.IsNode(type.Key);
        var interfaces = _graph.InterfacesOf(type).Select(candidate => candidate.Name).Concat(isNode ? ["Node"] : []).Select(item => ", " + CodeWriter.Literal(item));
        switch (type.Kind)
        {
            case TypeKind.Union:
                var members = _graph.MembersOf(type).Select(member => ", " + CodeWriter.Literal(member.Name));
                _code.Line($"schema.AddUnion({name}, {description}{string.Concat(members)});");
                _code.ApplyDirectives(type.Name, type.Directives);
                return;
            case TypeKind.Interface:
                _code.Line($"schema.AddInterface({name}, {description}{string.Concat(interfaces)});");
                break;
            default:
                _code.Line($"schema.AddObject({name}, typeof({type.Code}), {description}{string.Concat(interfaces)});");
                break;
        }

        _code.ApplyDirectives(type.Name, type.Directives);
        foreach (var field in _graph.Fields(type)) Field(type, field);
    });

    public string EmitError(OutputType error) => Class(error, () =>
    {
        _code.Line($"schema.AddObject({CodeWriter.Literal(error.Name)}, typeof({error.Code}), {(error.Description is { } text ? CodeWriter.Literal(text) : "null")}, \"Error\");");
        _code.ApplyDirectives(error.Name, error.Directives);
        var isException = error.Bases.Contains("global::System.Exception");
        if (isException && error.Properties.All(property => property.Member != "Message"))
        {
            _code.AddField(error.Name, "message", "String!", $"Write = static (parent, writer) => writer.Write((({error.Code})parent).Message)");
        }

        foreach (var property in error.Properties) Field(error, property);
    });

    private string Class(OutputType type, Action body)
    {
        _code.Head(emitter.Namespace);
        _code.Block($"internal static class {type.Name}Type", () => _code.Block("public static void Add(SchemaBuilder schema)", body));
        return _code.ToString();
    }

    private void Field(OutputType type, PropertyModel field) => _code.AddField(
        type.Name,
        field.Name,
        field.TypeSyntax ?? _graph.Output(field.Type, field.Id),
        FieldCode.Description(field.Description),
        FieldCode.Deprecation(field.Deprecation),
        FieldCode.Authorization(field.Authorization),
        FieldCode.Directives(field.Directives),
        type.Kind == TypeKind.Interface ? null : Access(type, field));

    private string Access(OutputType type, PropertyModel field)
    {
        var value = $"(({type.Code})parent).{field.Member}";
        // A type that is given writes the value its own way.
        if (field.TypeSyntax is null && OutputValues.IsLeaf(field.Type, field.Id)) return $"Write = static (parent, writer) => {emitter.Outputs.Write(field.Type, field.Id, value, type.Name)}";
        return $"Read = static parent => {emitter.Outputs.Convert(field.Type, field.Id, value, type.Name) ?? value}";
    }
}
