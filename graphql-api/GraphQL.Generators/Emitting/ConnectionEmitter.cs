using MusicGraph.GraphQL.Generators.Linking;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the class that adds a connection and its edge.</summary>
internal static class ConnectionEmitter
{
    public static string Emit(Emitter emitter, ConnectionType type)
    {
        var (connection, edge) = (type.Name + "Connection", type.Name + "Edge");
        var node = emitter.Graph.Output(type.Node, null);
        var code = new CodeWriter().Head(emitter.Namespace);
        code.Block($"internal static class {connection}Type", () => code.Block("public static void Add(SchemaBuilder schema)", () =>
        {
            var parent = $"((global::MusicGraph.GraphQL.Connection<{type.Node.Code}>)parent)";
            code.Line($"schema.AddObject(\"{connection}\", null, \"A connection to a list of items.\");");
            code.AddField(connection, "pageInfo", "PageInfo!", "Description = \"Information to aid in pagination.\"", $"Read = static parent => {parent}.Info");
            code.AddField(connection, "edges", $"[{edge}!]", "Description = \"A list of edges.\"", $"Read = static parent => {parent}.Edges");
            code.AddField(connection, "nodes", $"[{node}]", "Description = \"A flattened list of the nodes.\"", $"Read = static parent => {parent}.Nodes");
            if (type.IncludeTotalCount)
            {
                code.AddField(
                    connection,
                    "totalCount",
                    "Int!",
                    "Description = \"Identifies the total count of items in the connection.\"",
                    "HasDefaultCost = true",
                    $"Write = static (parent, writer) => writer.Write({parent}.TotalCount)");
            }

            code.Line();
            parent = $"((global::MusicGraph.GraphQL.Edge<{type.Node.Code}>)parent)";
            code.Line($"schema.AddObject(\"{edge}\", null, \"An edge in a connection.\");");
            code.AddField(
                edge,
                "cursor",
                "String!",
                "Description = \"A cursor for use in pagination.\"",
                $"Write = static (parent, writer) => writer.Write({parent}.Cursor)");
            var value = $"{parent}.Node";
            code.AddField(
                edge,
                "node",
                node,
                "Description = \"The item at the end of the edge.\"",
                OutputValues.IsLeaf(type.Node, null)
                    ? $"Write = static (parent, writer) => {emitter.Outputs.Write(type.Node, null, value, edge)}"
                    : $"Read = static parent => {value}");
        }));
        return code.ToString();
    }
}
