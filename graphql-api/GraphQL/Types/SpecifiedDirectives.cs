using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>The directives that every schema has (section 3.13).</summary>
internal static class SpecifiedDirectives
{
    public const string DefaultDeprecationReason = "No longer supported";

    public static bool IsSpecified(string name) => name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";

    /// <param name="scalar">Finds a built-in scalar.</param>
    public static IEnumerable<DirectiveDefinition> Create(Func<string, ScalarType?> scalar)
    {
        var boolean = new NonNullType(scalar("Boolean")!);
        var text = new NonNullType(scalar("String")!);
        string[] selections = ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"];
        yield return new("include", selections, [new("if", boolean) { Description = "Included when true." }])
        {
            Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
        };
        yield return new("skip", selections, [new("if", boolean) { Description = "Skipped when true." }])
        {
            Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
        };
        yield return new(
            "deprecated",
            ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
            [
                new("reason", text, new StringValueNode(DefaultDeprecationReason))
                {
                    Description = "Why this element was deprecated, usually with what to use instead, in CommonMark.",
                },
            ])
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
        };
        yield return new("specifiedBy", ["SCALAR"], [new("url", text) { Description = "The URL that specifies the behavior of this scalar." }])
        {
            Description = "Exposes a URL that specifies the behavior of this scalar.",
        };
        yield return new("oneOf", ["INPUT_OBJECT"], [])
        {
            Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
        };
    }
}
