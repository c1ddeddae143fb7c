namespace MusicGraph.GraphQL.Generators.Models;

internal enum ClassKind
{
    Query,
    Mutation,
    Subscription,
    Object,
    Interface,
}

/// <summary>A class that carries an attribute of the programming surface, and all types that it reaches.</summary>
/// <param name="TargetKey">The C# type whose fields it adds to; null for the root types.</param>
/// <param name="Description">What it says of the type, where the type says nothing itself.</param>
internal sealed record ClassModel(
    ClassKind Kind,
    string Namespace,
    string Name,
    string? TargetKey,
    string? Description,
    Configuration? Configuration,
    EquatableArray<MethodModel> Methods,
    ReachedTypes Types,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>What the class applies to the type.</summary>
    public EquatableArray<AppliedDirective> Directives { get; init; }
}

internal sealed record ReachedTypes(
    EquatableArray<OutputType> Outputs,
    EquatableArray<InputModel> Inputs,
    EquatableArray<EnumModel> Enums,
    EquatableArray<DirectiveModel> Directives);

/// <summary>What <c>Configure</c> says.</summary>
/// <param name="Declaration">The signature that the generated part declares.</param>
internal sealed record Configuration(string Declaration, string? Name, string? Description, EquatableArray<FieldConfiguration> Fields)
{
    public EquatableArray<AppliedDirective> Directives { get; init; }
}

internal sealed record FieldConfiguration(string Member)
{
    public bool IsIgnored { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Deprecation { get; init; }
    public IdModel? Id { get; init; }
    public string? TypeSyntax { get; init; }
    public EquatableArray<AppliedDirective> Directives { get; init; }
}

internal enum Waits
{
    No,
    Task,
    ValueTask,
}

/// <summary>A method or property that resolves a field.</summary>
/// <param name="Call">The member as generated code names it.</param>
/// <param name="Result">The type inside of <c>Task</c>; for connections the node's.</param>
internal sealed record MethodModel(
    string Call,
    string Member,
    string Name,
    bool IsProperty,
    Waits Waits,
    ClrType Result,
    EquatableArray<ParameterModel> Parameters,
    Origin Origin)
{
    public string? Description { get; init; }
    public string? Deprecation { get; init; }
    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <summary>The field's type in SDL, where it is given instead of derived.</summary>
    public string? TypeSyntax { get; init; }
    public IdModel? Id { get; init; }
    public Authorization? Authorization { get; init; }
    public string? BoundMember { get; init; }
    public bool IsNodeResolver { get; init; }
    public bool IsField { get; init; } = true;

    /// <summary>Whether all it does with its one DataLoader is to answer with what that is asked for.</summary>
    public bool OnlyLoads { get; init; }
    public PagingModel? Paging { get; init; }
    public MutationModel? Mutation { get; init; }
    public SubscriptionModel? Subscription { get; init; }
}

internal enum ParameterKind
{
    Argument,
    Service,
    DataLoader,
    GlobalState,
    Parent,
    Event,
    CancellationToken,
    User,
    Request,
    Services,
    Paging,
}

/// <param name="Key">The key of a global state.</param>
internal sealed record ParameterModel(ParameterKind Kind, string Name, ClrType Type, InputValueModel? Argument = null, string? Key = null);

/// <param name="IsConnection">Whether the method makes the connection; otherwise it answers a list that is cut.</param>
internal sealed record PagingModel(
    bool IsConnection,
    string? ConnectionName,
    int DefaultPageSize,
    int MaxPageSize,
    bool IncludeTotalCount,
    bool RequirePagingBoundaries);

internal sealed record MutationModel(
    string? InputTypeName,
    string? InputArgumentName,
    string? PayloadTypeName,
    string? PayloadFieldName,
    string? ErrorTypeName,
    EquatableArray<ErrorModel> Errors)
{
    /// <summary>Whether the method answers with a <c>FieldResult</c>, which holds its result or errors.</summary>
    public bool IsFieldResult { get; init; }
}

/// <param name="Exception">The exception that is caught; null for an error that the method answers with.</param>
/// <param name="Depth">How far it is derived: what is caught first.</param>
/// <param name="Create">What makes the error object of the exception; null where the exception is it.</param>
/// <param name="Type">The error's object type.</param>
internal sealed record ErrorModel(string? Exception, int Depth, string? Create, OutputType Type);

/// <param name="With">The method that opens the stream.</param>
/// <param name="Topic">The topic, with arguments in braces, where there is no method.</param>
internal sealed record SubscriptionModel(MethodModel? With, string? Topic, ClrType? Message);

internal enum DataLoaderKind
{
    Batch,

    /// <summary>A batch in which single keys may fail.</summary>
    Result,
    Group,
    Cache,
}

internal sealed record DataLoaderModel(
    string Namespace,
    string Name,
    bool IsPublic,
    DataLoaderKind Kind,
    string Key,
    string Value,
    string Call,
    string? Convert,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>Whether the method answers with the very type that the DataLoader's base asks for.</summary>
    public bool IsExact { get; init; }

    public bool IsInterfacePublic { get; init; }

    public string InterfaceName => "I" + Name;

    public bool TakesServices => Parameters.Any(parameter => parameter.Kind is ParameterKind.Service or ParameterKind.DataLoader or ParameterKind.Services);

    /// <summary>The interface as generated code names it anywhere.</summary>
    public string InterfaceCode => $"global::{(Namespace.Length == 0 ? "" : Namespace + ".")}{InterfaceName}";
}
