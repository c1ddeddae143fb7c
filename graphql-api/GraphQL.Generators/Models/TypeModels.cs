namespace MusicGraph.GraphQL.Generators.Models;

internal enum TypeKind
{
    Object,
    Interface,
    Union,

    /// <summary>An abstract class or interface that carries no attribute: no part of the schema.</summary>
    Abstract,
}

/// <summary>A C# type that fields answer with.</summary>
/// <param name="Bases">The keys of all base classes and interfaces.</param>
internal sealed record OutputType(
    string Key,
    string Code,
    string Name,
    string? Description,
    TypeKind Kind,
    EquatableArray<string> Bases,
    EquatableArray<PropertyModel> Properties)
{
    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <summary>Where the documentation of another assembly may have the description; see <see cref="Linking.Documentation"/>.</summary>
    public string? DocumentationId { get; init; }
}

/// <summary>A property that is a field.</summary>
internal sealed record PropertyModel(
    string Member,
    string Name,
    ClrType Type,
    string? Description,
    string? Deprecation,
    IdModel? Id,
    Authorization? Authorization)
{
    /// <summary>The field's type in SDL, where it is given instead of derived.</summary>
    public string? TypeSyntax { get; init; }

    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <inheritdoc cref="OutputType.DocumentationId"/>
    public string? DocumentationId { get; init; }
}

/// <summary>Says that a value is a global id.</summary>
/// <param name="TypeKey">The C# type whose object type it identifies.</param>
/// <param name="TypeName">The object type's name; where both are null, the declaring type's.</param>
internal sealed record IdModel(string? TypeKey, string? TypeName);

internal sealed record Authorization(EquatableArray<string> Roles);

internal sealed record EnumModel(string Key, string Name, string? Description, EquatableArray<EnumValueModel> Values)
{
    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <inheritdoc cref="OutputType.DocumentationId"/>
    public string? DocumentationId { get; init; }
}

internal sealed record EnumValueModel(string Member, string Name, string? Description, string? Deprecation)
{
    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <inheritdoc cref="OutputType.DocumentationId"/>
    public string? DocumentationId { get; init; }
}

/// <summary>A C# type that arguments are given as.</summary>
internal sealed record InputModel(string Key, string Code, string Name, string? Description, EquatableArray<InputFieldModel> Fields)
{
    public bool IsOneOf { get; init; }
    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <inheritdoc cref="OutputType.DocumentationId"/>
    public string? DocumentationId { get; init; }
}

internal enum Assignment
{
    Constructor,
    Initializer,
    Setter,
}

internal sealed record InputFieldModel(string Member, Assignment Assignment, InputValueModel Value);

/// <summary>An argument or input field.</summary>
/// <param name="Default">In SDL notation.</param>
/// <param name="IsOptional">Whether C# has it as <c>Optional&lt;T&gt;</c>; the type is then T's.</param>
internal sealed record InputValueModel(
    string Name,
    ClrType Type,
    string? Default,
    string? Description,
    string? Deprecation,
    IdModel? Id,
    bool IsOptional)
{
    /// <summary>The type in SDL, where it is given instead of derived.</summary>
    public string? TypeSyntax { get; init; }

    public EquatableArray<AppliedDirective> Directives { get; init; }

    /// <inheritdoc cref="OutputType.DocumentationId"/>
    public string? DocumentationId { get; init; }
}
