using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>All classes put together: what each type is named, which fields it has, which types are used.</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, OutputType> _outputs = [];
    private readonly Dictionary<string, InputModel> _inputs = [];
    private readonly Dictionary<string, EnumModel> _enums = [];
    private readonly Dictionary<string, DirectiveModel> _directives = [];
    private readonly Dictionary<string, DataLoaderModel> _dataLoaders = [];
    private readonly Dictionary<(string Type, string Member), FieldConfiguration> _configured = [];
    private readonly HashSet<(string Type, string Member)> _bound = [];
    private readonly HashSet<string> _nodes = [];
    private readonly Reach _reach;

    public Graph(IReadOnlyList<ClassModel> classes, IReadOnlyList<DataLoaderModel> dataLoaders, Documentation documentation)
    {
        Classes = classes;
        DataLoaders = dataLoaders;
        foreach (var loader in dataLoaders) _dataLoaders[loader.InterfaceName] = loader;
        foreach (var @class in classes) Merge(@class.Types, documentation);
        foreach (var @class in classes) Apply(@class);
        _reach = new Reach(this);
        foreach (var @class in classes) _reach.Add(@class);
    }

    public IReadOnlyList<ClassModel> Classes { get; }
    public IReadOnlyList<DataLoaderModel> DataLoaders { get; }

    public IReadOnlyList<OutputType> Outputs => _reach.Outputs;
    public IReadOnlyList<InputModel> Inputs => _reach.Inputs;
    public IReadOnlyList<EnumModel> Enums => _reach.Enums;

    /// <summary>The directives that are applied somewhere.</summary>
    public IReadOnlyList<DirectiveModel> Directives => _reach.Directives;

    /// <summary>The connections by name, each with the C# type of its nodes.</summary>
    public IReadOnlyDictionary<string, ConnectionType> Connections => _reach.Connections;

    /// <summary>The errors of all mutations, each once.</summary>
    public IReadOnlyList<OutputType> Errors => _reach.Errors;

    public OutputType? FindOutput(string key) => _outputs.TryGetValue(key, out var found) ? found : null;

    public InputModel? FindInput(string key) => _inputs.TryGetValue(key, out var found) ? found : null;

    public EnumModel? FindEnum(string key) => _enums.TryGetValue(key, out var found) ? found : null;

    public DirectiveModel? FindDirective(string name) => _directives.TryGetValue(name, out var found) ? found : null;

    public DataLoaderModel? FindDataLoader(string interfaceName) => _dataLoaders.TryGetValue(interfaceName, out var found) ? found : null;

    public bool IsNode(string key) => _nodes.Contains(key);

    public string TypeName(ClassModel @class) => @class.TargetKey is { } key ? FindOutput(key)?.Name ?? @class.Name : @class.Kind.ToString();

    /// <summary>A type's properties that are fields, as configured.</summary>
    public IEnumerable<PropertyModel> Fields(OutputType type)
    {
        foreach (var property in type.Properties)
        {
            if (_bound.Contains((type.Key, property.Member))) continue;
            _configured.TryGetValue((type.Key, property.Member), out var configured);
            if (configured is { IsIgnored: true }) continue;
            var isNodeId = property.Member == "Id" && (IsNode(type.Key) || HasNodeMember(type));
            yield return property with
            {
                Name = configured?.Name ?? property.Name,
                Description = configured?.Description ?? property.Description,
                Deprecation = configured?.Deprecation ?? property.Deprecation,
                TypeSyntax = configured?.TypeSyntax ?? property.TypeSyntax,
                Directives = property.Directives.Concat(configured?.Directives ?? EquatableArray<AppliedDirective>.Empty).ToEquatable(),
                Id = configured?.Id ?? property.Id ?? (isNodeId ? new IdModel(type.Key, null) : null),
            };
        }
    }

    /// <summary>The GraphQL interfaces that a type implements by its C# bases.</summary>
    public IEnumerable<OutputType> InterfacesOf(OutputType type) =>
        type.Bases.Select(FindOutput).OfType<OutputType>().Where(candidate => candidate.Kind == TypeKind.Interface && _reach.Contains(candidate.Key));

    public IEnumerable<OutputType> MembersOf(OutputType type) =>
        _outputs.Values.Where(candidate => candidate.Kind == TypeKind.Object && candidate.Bases.Contains(type.Key));

    private bool HasNodeMember(OutputType type) => type.Kind == TypeKind.Interface && MembersOf(type).Any(member => IsNode(member.Key));

    private void Merge(ReachedTypes types, Documentation documentation)
    {
        foreach (var output in types.Outputs) _outputs[output.Key] = documentation.Describe(output);
        foreach (var input in types.Inputs) _inputs[input.Key] = documentation.Describe(input);
        foreach (var @enum in types.Enums) _enums[@enum.Key] = documentation.Describe(@enum);
        foreach (var directive in types.Directives) _directives[directive.Name] = directive;
    }

    private void Apply(ClassModel @class)
    {
        foreach (var method in @class.Methods.Where(method => method.IsNodeResolver)) _nodes.Add(method.Result.Key);
        if (@class.TargetKey is not { } key || FindOutput(key) is not { } target) return;
        foreach (var method in @class.Methods)
        {
            if (method.BoundMember is { } member) _bound.Add((key, member));
            var hidden = method.IsField ? target.Properties.FirstOrDefault(property => property.Name == method.Name) : null;
            if (hidden is not null) _bound.Add((key, hidden.Member));
        }

        target = target with { Description = target.Description ?? @class.Description };
        if (@class.Kind == ClassKind.Interface) target = target with { Kind = TypeKind.Interface };
        if (@class.Configuration is { } configuration)
        {
            target = target with
            {
                Name = configuration.Name ?? target.Name,
                Description = configuration.Description ?? target.Description,
                Directives = target.Directives.Concat(configuration.Directives).ToEquatable(),
            };
            foreach (var field in configuration.Fields) _configured[(key, field.Member)] = field;
        }

        _outputs[key] = target;
    }
}

internal sealed record ConnectionType(string Name, string NodeTypeKey, ClrType Node, bool IncludeTotalCount);
