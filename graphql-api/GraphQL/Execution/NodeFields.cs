using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>The root fields of the Relay object identification specification.</summary>
public static class NodeFields
{
    /// <summary>How many nodes can be asked for at once; HotChocolate's default.</summary>
    private const int MaxNodes = 50;

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

    /// <summary>Loads each on its own: an id that cannot be loaded is the error of its item.</summary>
    private static Task<object?[]> LoadAllAsync(RequestContext request, List<string> ids) => ids.Count <= MaxNodes
        ? Task.WhenAll(ids.Select(id => LoadItemAsync(request, id)))
        : throw new GraphQLException($"The maximum number of nodes that can be fetched at once is {MaxNodes}. This selection tried to fetch {ids.Count} nodes.");

    private static async Task<object?> LoadItemAsync(RequestContext request, string id)
    {
        try
        {
            return await LoadAsync(request, id).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return new FieldFailure(e);
        }
    }

    private static Task<object?> LoadAsync(RequestContext request, string id)
    {
        var typeName = NodeIds.TypeNameOf(id) ?? throw new GraphQLException($"The node id `{id}` has an invalid format.");
        var resolver = request.Service<RequestExecutor>().Schema.FindNodeResolver(typeName)
            ?? throw new GraphQLException($"There is no node resolver registered for type `{typeName}`.");
        return resolver(request, id);
    }
}
