using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>The directive by which a schema shows who may read a field. Text and form are HotChocolate's, so that the schemas are the same.</summary>
internal static class AuthorizeDirective
{
    private const string Name = "authorize";
    private const string PolicyTime = "ApplyPolicy";

    public static void Define(SchemaBuilder schema) => schema
        .AddEnum(new EnumType(
            PolicyTime,
            [
                new("BEFORE_RESOLVER", "BEFORE_RESOLVER", "Before the resolver was executed."),
                new("AFTER_RESOLVER", "AFTER_RESOLVER", "After the resolver was executed."),
                new("VALIDATION", "VALIDATION", "The policy is applied in the validation step before the execution."),
            ])
        {
            Description = "Defines when a policy shall be executed.",
        })
        .AddDirective(
            Name,
            ["OBJECT", "FIELD_DEFINITION"],
            [
                new("policy", "String")
                {
                    Description = "The name of the authorization policy that determines access to the annotated resource.",
                },
                new("roles", "[String!]") { Description = "Roles that are allowed to access the annotated resource." },
                new("apply", PolicyTime + "!", "BEFORE_RESOLVER")
                {
                    Description = "Defines when when the authorize directive shall be applied."
                        + "By default the authorize directives are applied during the validation phase.",
                },
            ],
            "The authorize directive.",
            isRepeatable: true);

    public static DirectiveNode Of(AuthorizationRule rule) => rule.Roles.Count == 0
        ? new(Name, [])
        : new(Name, [new("roles", new ListValueNode([.. rule.Roles.Select(role => new StringValueNode(role))]))]);
}
