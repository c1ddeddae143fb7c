using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>The root fields of the Relay object identification specification.</summary>
public static class NodeFields
{
    /// <summary>Adds <c>Query.node</c> and <c>Query.nodes</c>, which load objects by the resolvers given to <see cref="SchemaBuilder.AddNodeResolver"/>.</summary>
    public static SchemaBuilder AddNodeFields(this SchemaBuilder builder) => builder
        .AddObject("Query")
        .AddField("Query", new FieldConfig("node", "Node")
        {
            Description = "Fetches an object given its ID.",
            Arguments = [new InputValueConfig("id", "ID!") { Description = "ID of the object." }],
            Resolve = static batch => batch.Set(0, LoadAsync(batch.Request, batch.Arguments.Get<string>(0))),
        })
        .AddField("Query", new FieldConfig("nodes", "[Node]!")
        {
            Description = "Lookup nodes by a list of IDs.",
            Arguments = [new InputValueConfig("ids", "[ID!]!") { Description = "The list of node IDs." }],
            Resolve = static batch => batch.Set(0, LoadAllAsync(batch.Request, batch.Arguments.GetList(0, static id => (string)id!)!)),
        });

    private static async Task<object?[]> LoadAllAsync(RequestContext request, List<string> ids) =>
        await Task.WhenAll(ids.Select(id => LoadAsync(request, id))).ConfigureAwait(false);

    private static Task<object?> LoadAsync(RequestContext request, string id)
    {
        var typeName = NodeIds.TypeNameOf(id) ?? throw new GraphQLException(new GraphQLError($"The node id `{id}` has an invalid format."));
        var resolver = request.Service<RequestExecutor>().Schema.FindNodeResolver(typeName)
            ?? throw new GraphQLException(new GraphQLError($"There is no node resolver registered for type `{typeName}`."));
        return resolver(request, id);
    }
}
