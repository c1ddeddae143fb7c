using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>Finds the types that the fields of the schema use, in the order in which they are met.</summary>
internal sealed class Reach(Graph graph)
{
    private readonly List<OutputType> _outputs = [];
    private readonly List<InputModel> _inputs = [];
    private readonly List<EnumModel> _enums = [];
    private readonly List<DirectiveModel> _directives = [];
    private readonly List<OutputType> _errors = [];
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _seenInputs = [];
    private readonly Dictionary<string, ConnectionType> _connections = [];

    public IReadOnlyList<OutputType> Outputs => _outputs;
    public IReadOnlyList<InputModel> Inputs => _inputs;
    public IReadOnlyList<EnumModel> Enums => _enums;
    public IReadOnlyList<DirectiveModel> Directives => _directives;
    public IReadOnlyList<OutputType> Errors => _errors;
    public IReadOnlyDictionary<string, ConnectionType> Connections => _connections;

    public bool Contains(string key) => _seen.Contains(key);

    public void Add(ClassModel @class)
    {
        AddDirectives(@class.Directives);
        if (@class.TargetKey is { } target) AddOutput(target);
        foreach (var method in @class.Methods)
        {
            AddDirectives(method.Directives);
            if (method.Paging is { } paging) AddConnection(method, paging);
            AddOutput(method.Result);
            foreach (var parameter in method.Parameters) AddInput(parameter);
            foreach (var parameter in method.Subscription?.With?.Parameters ?? []) AddInput(parameter);
            foreach (var error in method.Mutation?.Errors ?? []) AddError(error.Type);
        }
    }

    private void AddConnection(MethodModel method, PagingModel paging)
    {
        var node = paging.IsConnection ? method.Result : method.Result.Element ?? method.Result;
        var name = Connection.Name(method);
        var known = _connections.TryGetValue(name, out var found) && found.IncludeTotalCount;
        _connections[name] = new ConnectionType(name, node.Key, node, paging.IncludeTotalCount || known);
    }

    private void AddError(OutputType error)
    {
        if (!_seen.Add("error " + error.Key)) return;
        _errors.Add(error);
        AddDirectives(error.Directives);
        foreach (var property in error.Properties)
        {
            AddDirectives(property.Directives);
            AddOutput(property.Type);
        }
    }

    private void AddOutput(ClrType type)
    {
        var innermost = type.Innermost;
        if (innermost.Shape == Shape.Enum) AddEnum(innermost.Key);
        else if (innermost.Shape == Shape.Complex) AddOutput(innermost.Key);
    }

    private void AddOutput(string key)
    {
        if (!_seen.Add(key) || graph.FindOutput(key) is not { } type) return;
        _outputs.Add(type);
        AddDirectives(type.Directives);
        if (type.Kind != TypeKind.Union)
        {
            foreach (var property in graph.Fields(type))
            {
                AddDirectives(property.Directives);
                if (property.Id is null) AddOutput(property.Type);
            }
        }

        foreach (var @base in type.Bases)
        {
            if (graph.FindOutput(@base) is { Kind: TypeKind.Interface or TypeKind.Union }) AddOutput(@base);
        }

        if (type.Kind is not (TypeKind.Interface or TypeKind.Union)) return;
        foreach (var member in graph.MembersOf(type)) AddOutput(member.Key);
    }

    private void AddInput(ParameterModel parameter)
    {
        if (parameter.Argument is { } argument) AddInput(argument);
    }

    private void AddInput(InputValueModel value)
    {
        AddDirectives(value.Directives);
        var type = value.Type.Innermost;
        if (value.Id is not null) return;
        if (type.Shape == Shape.Enum) AddEnum(type.Key);
        if (type.Shape != Shape.Complex || !_seenInputs.Add(type.Key) || graph.FindInput(type.Key) is not { } input) return;
        _inputs.Add(input);
        AddDirectives(input.Directives);
        foreach (var field in input.Fields) AddInput(field.Value);
    }

    private void AddEnum(string key)
    {
        if (!_seen.Add(key) || graph.FindEnum(key) is not { } found) return;
        _enums.Add(found);
        AddDirectives(found.Directives);
        foreach (var value in found.Values) AddDirectives(value.Directives);
    }

    private void AddDirectives(EquatableArray<AppliedDirective> applied)
    {
        foreach (var directive in applied)
        {
            if (!_seen.Add("@" + directive.Name) || graph.FindDirective(directive.Name) is not { } definition) continue;
            _directives.Add(definition);
            foreach (var argument in definition.Arguments) AddInput(argument);
        }
    }
}
