using MusicGraph.GraphQL.Caching;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// Collects the parts of a schema in any order and makes a valid <see cref="Schema"/> of them. Types refer to each other by name
/// in SDL notation, such as <c>[Song!]!</c>. The source generator emits calls to it; nothing in it looks at CLR members.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly SchemaParts _parts = new();

    /// <summary>
    /// A builder with the types of an SDL document, whose fields have no way to a value; for validation, for printing and for tools. Its
    /// custom scalars take any literal.
    /// </summary>
    /// <exception cref="GraphQLSyntaxException">It is no GraphQL document.</exception>
    public static SchemaBuilder FromSdl(string sdl) => new SchemaBuilder().AddSdl(sdl).AllowUnresolvedFields();

    /// <summary>Adds the types of an SDL document.</summary>
    /// <exception cref="GraphQLSyntaxException">It is no GraphQL document.</exception>
    public SchemaBuilder AddSdl(string sdl)
    {
        new SdlReader(this, _parts).Read(Utf8Parser.Parse(sdl, ParserOptions.Trusted));
        return this;
    }

    /// <summary>Adds a scalar; the built-in ones and the well-known ones are known already and appear where used.</summary>
    public SchemaBuilder AddScalar(ScalarType scalar)
    {
        _parts.Add(scalar);
        return this;
    }

    public SchemaBuilder AddEnum(EnumType type)
    {
        _parts.Add(type);
        return this;
    }

    /// <summary>Adds an object type, or adds to one that is there: its CLR type, description and interfaces, where not yet given.</summary>
    public SchemaBuilder AddObject(string name, Type? clrType = null, string? description = null, params IReadOnlyList<string> interfaces)
    {
        var part = _parts.Object(name);
        part.IsDeclared = true;
        part.ClrType ??= clrType;
        part.Description ??= description;
        part.AddInterfaces(interfaces);
        return this;
    }

    /// <summary>Adds an interface, or adds to one that is there.</summary>
    public SchemaBuilder AddInterface(string name, string? description = null, params IReadOnlyList<string> interfaces)
    {
        var part = _parts.Object(name);
        part.IsDeclared = true;
        part.IsInterface = true;
        part.Description ??= description;
        part.AddInterfaces(interfaces);
        return this;
    }

    /// <summary>Adds a union, or adds members to one that is there.</summary>
    public SchemaBuilder AddUnion(string name, string? description = null, params IReadOnlyList<string> members)
    {
        _parts.AddUnion(name, description, members);
        return this;
    }

    /// <param name="create">Makes the CLR object from the coerced fields, in the order given here.</param>
    public SchemaBuilder AddInputObject(
        string name,
        Func<InputValues, object>? create,
        IReadOnlyList<InputValueConfig> fields,
        string? description = null,
        bool isOneOf = false)
    {
        _parts.AddInputObject(new(name, create, fields, description, isOneOf));
        return this;
    }

    /// <summary>Adds a field to the object or interface of this name, which may be added before or after.</summary>
    public SchemaBuilder AddField(string typeName, FieldConfig field)
    {
        _parts.Object(typeName).Fields.Add(field);
        return this;
    }

    /// <summary>
    /// Adds a directive, besides those of the specification, that documents or the schema itself may use. Assemblies of one server may
    /// each add the same.
    /// </summary>
    /// <param name="locations">As the specification names them, such as <c>FIELD</c>.</param>
    public SchemaBuilder AddDirective(
        string name,
        IReadOnlyList<string> locations,
        IReadOnlyList<InputValueConfig> arguments,
        string? description = null,
        bool isRepeatable = false)
    {
        _parts.AddDirective(new(name, locations, arguments, description, isRepeatable));
        return this;
    }

    /// <summary>Applies directives to the type of this name, which may be added before or after; fields and values carry their own.</summary>
    public SchemaBuilder ApplyDirectives(string typeName, params IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count == 0) return this;
        if (!_parts.AppliedDirectives.TryGetValue(typeName, out var applied)) _parts.AppliedDirectives.Add(typeName, applied = []);
        applied.AddRange(directives);
        return this;
    }

    /// <summary>Applies directives to the schema itself.</summary>
    public SchemaBuilder ApplySchemaDirectives(params IReadOnlyList<DirectiveNode> directives)
    {
        _parts.SchemaDirectives.AddRange(directives);
        return this;
    }

    /// <summary>
    /// Says how an object of this type is loaded by its global id, for <c>Query.node</c> and <c>Query.nodes</c>. The schema gets the
    /// interface <c>Node</c>, and the type implements it.
    /// </summary>
    public SchemaBuilder AddNodeResolver(string typeName, NodeResolver resolver)
    {
        if (!_parts.NodeResolvers.TryAdd(typeName, resolver)) _parts.Faults.Add($"Type \"{typeName}\" has more than one node resolver.");
        _parts.Object(typeName).AddInterfaces(["Node"]);
        return this;
    }

    /// <summary>Names the type of a kind of operation; else it is <c>Query</c>, <c>Mutation</c> or <c>Subscription</c>.</summary>
    public SchemaBuilder SetRootType(OperationType operation, string typeName)
    {
        _parts.RootTypes[operation] = typeName;
        return this;
    }

    /// <summary>Adds the directives <c>@cost</c> and <c>@listSize</c>, by which the schema tells what operations cost.</summary>
    public SchemaBuilder AddCostDirectives()
    {
        CostDirectives.Define(this);
        return this;
    }

    /// <summary>Adds the directives of <see cref="AddCostDirectives"/>, applied to the fields that have a cost by default.</summary>
    public SchemaBuilder AddCostDefaults(CostOptions options)
    {
        _parts.CostOptions = options;
        return AddCostDirectives();
    }

    /// <summary>
    /// Adds the directive <c>@cacheControl</c>, applied to the fields that have a hint by default; after everything else has been added.
    /// </summary>
    internal SchemaBuilder AddCacheControl(CacheControlOptions options)
    {
        CacheControlDirective.Define(this, _parts);
        if (!options.ApplyDefaults) return this;
        string Root(OperationType operation) => _parts.RootTypes.GetValueOrDefault(operation) ?? operation.ToString();
        foreach (var part in _parts.Objects.Values)
        {
            if (part.IsInterface || part.Name == Root(OperationType.Mutation) || part.Name == Root(OperationType.Subscription)) continue;
            for (var i = 0; i < part.Fields.Count; i++)
            {
                var field = part.Fields[i];
                var isFetched = part.Name == Root(OperationType.Query) || (field.HasDefaultCost ?? field.Resolve is not null);
                if (isFetched && CacheControlDirective.Find(field.Directives) is null)
                    part.Fields[i] = field with { Directives = [.. field.Directives, CacheControlDirective.Default(options)] };
            }
        }

        return this;
    }

    /// <summary>
    /// Adds the directive <c>@authorize</c>, applied to the fields that ask for a user. Their rules hold without it, too: it only shows them.
    /// </summary>
    public SchemaBuilder AddAuthorizeDirective()
    {
        _parts.ShowsAuthorization = true;
        AuthorizeDirective.Define(this);
        return this;
    }

    public SchemaBuilder SetDescription(string description)
    {
        _parts.Description = description;
        return this;
    }

    /// <summary>Allows fields that have no way to a value, for a schema that is only validated against or printed.</summary>
    public SchemaBuilder AllowUnresolvedFields()
    {
        _parts.AllowsUnresolvedFields = true;
        return this;
    }

    /// <summary>Changes switches of the schema.</summary>
    public SchemaBuilder ModifyOptions(Action<SchemaOptions> configure)
    {
        configure(_parts.Options);
        return this;
    }

    /// <summary>Makes the schema.</summary>
    /// <exception cref="SchemaException">The parts are no valid schema; every fault is named.</exception>
    public Schema Build() => new SchemaAssembler(_parts).Assemble();
}
