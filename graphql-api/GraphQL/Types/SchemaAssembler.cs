using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Types;

/// <summary>Makes a <see cref="Schema"/> of its parts: types first, then their fields, which refer to types; faults are collected.</summary>
internal sealed class SchemaAssembler(SchemaParts parts)
{
    private readonly Dictionary<string, NamedType> _types = [];
    private readonly List<string> _faults = [.. parts.Faults];

    /// <exception cref="SchemaException">The parts are no valid schema.</exception>
    public Schema Assemble()
    {
        if (parts.NodeResolvers.Count > 0) AddNodeInterface();
        CreateTypes();
        CheckAppliedTypes();
        var introspection = new IntrospectionTypes(_types);
        CompleteTypes();
        var query = FindRoot(OperationType.Query, "Query");
        var mutation = FindRoot(OperationType.Mutation, "Mutation");
        var subscription = FindRoot(OperationType.Subscription, "Subscription");
        if (query is null) _faults.Add("Query root type must be provided.");
        ObjectType?[] roots = [query, mutation, subscription];
        if (roots.OfType<ObjectType>().GroupBy(root => root).Any(group => group.Count() > 1))
        {
            _faults.Add("All root types must be different.");
        }

        var directives = new List<DirectiveDefinition>(SpecifiedDirectives.Create(ResolveBuiltIn));
        directives.AddRange(IncrementalDirectives.Create(parts.Options, ResolveBuiltIn));
        directives.AddRange(parts.Directives.Where(part => directives.TrueForAll(known => known.Name != part.Name)).Select(Complete));
        foreach (var part in parts.Objects.Values.Where(part => part.Fields.Count > 0)) CheckResolvers(part, part.Name == subscription?.Name);
        new SchemaChecks(_types, directives, _faults).Run();
        new DirectiveChecks(directives, _faults).Run(_types.Values, parts.SchemaDirectives);
        if (_faults.Count > 0) throw new SchemaException([.. _faults.Distinct()]);
        var schema = new Schema(query!, mutation, subscription, Sort(roots), directives, parts.NodeResolvers, introspection.MetaFields)
        {
            Description = parts.Description,
            AppliedDirectives = parts.SchemaDirectives,
        };
        introspection.Attach(schema);
        return schema;
    }

    private void AddNodeInterface()
    {
        var node = parts.Object("Node");
        if (node.IsDeclared) return;
        node.IsDeclared = true;
        node.IsInterface = true;
        node.Description = "The node interface is implemented by entities that have a global unique identifier.";
        node.Fields.Add(new("id", "ID!"));
    }

    private void CreateTypes()
    {
        foreach (var leaf in parts.Leaves.Values) Create(leaf);
        foreach (var part in parts.Objects.Values)
        {
            if (!part.IsDeclared) _faults.Add($"Fields or a node resolver are added to \"{part.Name}\", which is no type.");
            else if (part.IsInterface) Create(new InterfaceType(part.Name) { Description = part.Description, Directives = parts.DirectivesOf(part.Name) });
            else Create(new ObjectType(part.Name, part.ClrType) { Description = part.Description, Directives = parts.DirectivesOf(part.Name) });
        }

        foreach (var part in parts.Unions.Values)
        {
            Create(new UnionType(part.Name) { Description = part.Description, Directives = parts.DirectivesOf(part.Name) });
        }

        foreach (var part in parts.InputObjects.Values)
        {
            Create(new InputObjectType(part.Name, part.Create)
            {
                Description = part.Description,
                IsOneOf = part.IsOneOf,
                Directives = parts.DirectivesOf(part.Name),
            });
        }
    }

    /// <summary>Scalars and enums come ready made, with what is applied to them.</summary>
    private void CheckAppliedTypes()
    {
        foreach (var name in parts.AppliedDirectives.Keys)
        {
            if (!_types.TryGetValue(name, out var type)) _faults.Add($"Directives are applied to \"{name}\", which is no type.");
            else if (type is ScalarType or EnumType) _faults.Add($"Directives of \"{name}\" must be given with it.");
        }
    }

    private void Create(NamedType type)
    {
        if (!_types.TryAdd(type.Name, type)) _faults.Add($"There can be only one type named \"{type.Name}\".");
    }

    private void CompleteTypes()
    {
        foreach (var part in parts.Objects.Values)
        {
            if (_types.GetValueOrDefault(part.Name) is not ComplexType type || type.Fields.Count > 0) continue;
            type.Interfaces = Find<InterfaceType>(part.Interfaces, part.Name, "can only implement interface types, it cannot implement");
            type.SetFields(Unique(part.Fields.Select(field => Complete(part.Name, field)), field => field.Name, part.Name));
        }

        foreach (var part in parts.Unions.Values)
        {
            if (_types.GetValueOrDefault(part.Name) is not UnionType type) continue;
            type.Members = Unique(
                Find<ObjectType>(part.Members, part.Name, "can only include object types, it cannot include"), member => member.Name, part.Name);
        }

        foreach (var part in parts.InputObjects.Values)
        {
            if (_types.GetValueOrDefault(part.Name) is not InputObjectType type || type.Fields.Count > 0) continue;
            type.SetFields(CompleteInputs(part.Name, part.Fields));
        }
    }

    private FieldDefinition? Complete(string typeName, FieldConfig config)
    {
        var place = $"{typeName}.{config.Name}";
        if (Resolve(config.Type, place) is not { } type) return null;
        if (!type.IsOutputType) _faults.Add($"The type of \"{place}\" must be output type but got: {type}.");
        IReadOnlyList<DirectiveNode> directives = parts.Objects[typeName].IsInterface ? config.Directives : [.. DirectivesOf(config)];
        return new(config.Name, type)
        {
            Description = config.Description,
            DeprecationReason = config.DeprecationReason,
            Arguments = CompleteInputs(place, config.Arguments),
            Write = config.Write,
            Read = config.Read,
            Resolve = config.Resolve,
            Subscribe = config.Subscribe,
            Authorization = config.Authorization,
            Directives = directives,
            Cost = CostDirectives.FindWeight(directives),
            ListSize = CostDirectives.FindSize(directives),
        };
    }

    private IEnumerable<DirectiveNode> DirectivesOf(FieldConfig config)
    {
        var own = parts.ShowsAuthorization && config.Authorization is { } rule
            ? config.Directives.Prepend(AuthorizeDirective.Of(rule))
            : config.Directives;
        return parts.CostOptions is { } options ? own.Concat(CostDirectives.Defaults(config, options)) : own;
    }

    private List<InputValueDefinition> CompleteInputs(string place, IReadOnlyList<InputValueConfig> configs) =>
        Unique(configs.Select(config => Complete(place, config)), input => input.Name, place);

    private InputValueDefinition? Complete(string parent, InputValueConfig config)
    {
        var place = $"{parent}.{config.Name}";
        if (Resolve(config.Type, place) is not { } type) return null;
        if (!type.IsInputType) _faults.Add($"The type of \"{place}\" must be input type but got: {type}.");
        ValueNode? defaultValue = null;
        try
        {
            if (config.DefaultValue is { } text) defaultValue = Utf8Parser.ParseValue(text);
        }
        catch (GraphQLSyntaxException exception)
        {
            _faults.Add($"The default value of \"{place}\" is no constant: {exception.Message}");
        }

        return new(config.Name, type, defaultValue)
        {
            Description = config.Description,
            DeprecationReason = config.DeprecationReason,
            Directives = config.Directives,
            Cost = CostDirectives.FindWeight(config.Directives),
        };
    }

    private DirectiveDefinition Complete(DirectivePart part) =>
        new(part.Name, part.Locations, CompleteInputs($"@{part.Name}", part.Arguments))
        {
            Description = part.Description,
            IsRepeatable = part.IsRepeatable,
        };

    private void CheckResolvers(ObjectPart part, bool isSubscription)
    {
        if (part.IsInterface || parts.AllowsUnresolvedFields) return;
        foreach (var field in part.Fields)
        {
            var ways = (field.Write is null ? 0 : 1) + (field.Read is null ? 0 : 1) + (field.Resolve is null ? 0 : 1);
            if (ways != 1) _faults.Add($"Field \"{part.Name}.{field.Name}\" must have exactly one of Write, Read and Resolve, but has {ways}.");
            if (isSubscription && field.Subscribe is null) _faults.Add($"Subscription field \"{part.Name}.{field.Name}\" has no source stream.");
        }
    }

    private GraphQLType? Resolve(string reference, string place)
    {
        try
        {
            if (Resolve(Utf8Parser.ParseType(reference)) is { } type) return type;
            _faults.Add($"Unknown type \"{reference.Trim('[', ']', '!')}\" of \"{place}\".");
        }
        catch (GraphQLSyntaxException exception)
        {
            _faults.Add($"The type of \"{place}\" is no type reference: {exception.Message}");
        }

        return null;
    }

    private GraphQLType? Resolve(TypeNode reference) => reference switch
    {
        NamedTypeNode named => _types.GetValueOrDefault(named.Name) ?? ResolveBuiltIn(named.Name),
        ListTypeNode list => Resolve(list.OfType) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.OfType) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    /// <summary>A built-in scalar, which the schema has from now on.</summary>
    private ScalarType? ResolveBuiltIn(string name)
    {
        if (BuiltInScalars.Find(name) is not { } scalar) return null;
        _types.TryAdd(name, scalar);
        return _types[name] as ScalarType;
    }

    private List<T> Find<T>(List<string> names, string owner, string complaint) where T : NamedType
    {
        var found = new List<T>(names.Count);
        foreach (var name in names)
        {
            if (_types.GetValueOrDefault(name) is T type) found.Add(type);
            else if (_types.ContainsKey(name)) _faults.Add($"Type \"{owner}\" {complaint} \"{name}\".");
            else _faults.Add($"Unknown type \"{name}\" named by \"{owner}\".");
        }

        return found;
    }

    private List<T> Unique<T>(IEnumerable<T?> items, Func<T, string> nameOf, string owner) where T : class
    {
        var unique = new List<T>();
        var names = new HashSet<string>();
        foreach (var item in items)
        {
            if (item is null) continue;
            if (names.Add(nameOf(item))) unique.Add(item);
            else _faults.Add($"\"{owner}\" can have only one \"{nameOf(item)}\".");
        }

        return unique;
    }

    private ObjectType? FindRoot(OperationType operation, string usualName)
    {
        var isNamed = parts.RootTypes.TryGetValue(operation, out var name);
        if (!isNamed && parts.NamesAllRootTypes) return null;
        name ??= usualName;
        if (!_types.TryGetValue(name, out var type))
        {
            if (isNamed) _faults.Add($"Unknown {operation} root type \"{name}\".");
            return null;
        }

        if (type is ObjectType root) return root;
        _faults.Add($"{operation} root type must be an object type, it cannot be \"{name}\".");
        return null;
    }

    private List<NamedType> Sort(ObjectType?[] roots)
    {
        var sorted = new List<NamedType>(roots.OfType<ObjectType>());
        sorted.AddRange(_types.Values
            .Where(type => !roots.Contains(type))
            .OrderBy(type => type.Name.StartsWith("__", StringComparison.Ordinal))
            .ThenBy(type => type.Name, StringComparer.Ordinal));
        return sorted;
    }
}
