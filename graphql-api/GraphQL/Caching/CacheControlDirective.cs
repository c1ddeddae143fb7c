using System.Globalization;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Caching;

/// <summary>A hint of the schema: <c>@cacheControl</c>, as HotChocolate has it.</summary>
internal sealed record CacheControlDirective(int? MaxAge, int? SharedMaxAge, bool InheritMaxAge, CacheControlScope? Scope, IReadOnlyList<string> Vary)
{
    public const string Name = "cacheControl";

    /// <summary>The hint among directives, or null.</summary>
    public static CacheControlDirective? Find(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name == Name) return Read(directive);
        }

        return null;
    }

    /// <summary>Adds the directive and its enum, unless attributes have.</summary>
    public static void Define(SchemaBuilder schema, SchemaParts parts)
    {
        if (parts.Directives.Exists(directive => directive.Name == Name)) return;
        if (!parts.Leaves.ContainsKey(nameof(CacheControlScope)))
        {
            schema.AddEnum(new EnumType(
                nameof(CacheControlScope),
                [
                    new("PRIVATE", CacheControlScope.Private, "The value to cache is specific to a single user."),
                    new("PUBLIC", CacheControlScope.Public, "The value to cache is not tied to a single user."),
                ])
            {
                Description = "The scope of a cache hint.",
            });
        }

        schema.AddDirective(
            Name,
            ["OBJECT", "FIELD_DEFINITION", "INTERFACE", "UNION"],
            [
                new("maxAge", "Int") { Description = "The maximum amount of time this field's cached value is valid, in seconds." },
                new("sharedMaxAge", "Int")
                {
                    Description = "The maximum amount of time this field's cached value is valid in shared caches like CDNs, in seconds.",
                },
                new("inheritMaxAge", "Boolean") { Description = "If `true`, the field inherits the `maxAge` of its parent field." },
                new("scope", nameof(CacheControlScope))
                {
                    Description = "If `PRIVATE`, the field's value is specific to a single user. The default value is `PUBLIC`, which means the field's "
                        + "value is not tied to a single user.",
                },
                new("vary", "[String]")
                {
                    Description = "List of headers that might affect the value of this field. Typically, these headers becomes part of the cache key.",
                },
            ],
            "The `@cacheControl` directive may be provided for individual fields or entire object, interface or union types to provide caching hints "
                + "to the executor.");
    }

    /// <summary>The hint of a field that says nothing itself.</summary>
    public static DirectiveNode Default(CacheControlOptions options)
    {
        var maxAge = new ArgumentNode("maxAge", new IntValueNode(options.DefaultMaxAge.ToString(CultureInfo.InvariantCulture)));
        return options.DefaultScope == CacheControlScope.Public
            ? new(Name, [maxAge])
            : new(Name, [maxAge, new("scope", new EnumValueNode("PRIVATE"))]);
    }

    private static CacheControlDirective Read(DirectiveNode directive)
    {
        var arguments = directive.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        return new(
            Seconds("maxAge"),
            Seconds("sharedMaxAge"),
            arguments.GetValueOrDefault("inheritMaxAge") is BooleanValueNode { Value: true },
            arguments.GetValueOrDefault("scope") is EnumValueNode scope ? scope.Value == "PRIVATE" ? CacheControlScope.Private : CacheControlScope.Public : null,
            arguments.GetValueOrDefault("vary") is ListValueNode list ? [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)] : []);

        int? Seconds(string name) => arguments.GetValueOrDefault(name) is IntValueNode number ? int.Parse(number.Text, CultureInfo.InvariantCulture) : null;
    }
}
