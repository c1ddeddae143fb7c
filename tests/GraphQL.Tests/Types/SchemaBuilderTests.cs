using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Build_PartsOfOneObject_AreMerged()
    {
        var schema = Builder()
            .AddField("Query", new("songs", "[Song!]!") { Read = _ => null })
            .AddField("Song", new("title", "String!") { Write = (_, writer) => writer.Write("") })
            .AddObject("Song", description: "A song.")
            .AddObject("Song", typeof(string), "Ignored.")
            .Build();

        var song = Assert.IsType<ObjectType>(schema.FindType("Song"));
        Assert.Equal("A song.", song.Description);
        Assert.Equal(typeof(string), song.ClrType);
        Assert.Equal("[Song!]!", schema.Query.FindField("songs")!.Type.ToString());
        Assert.Equal(song, schema.FindObjectType(typeof(string)));
    }

    [Fact]
    public void Build_Types_ComeInStableOrderWithIntrospectionLast()
    {
        var schema = Builder()
            .AddObject("Zebra").AddField("Zebra", new("id", "ID!") { Read = _ => null })
            .AddObject("Mutation").AddField("Mutation", new("run", "Zebra") { Read = _ => null })
            .Build();

        var names = schema.Types.Select(type => type.Name).ToArray();
        Assert.Equal(["Query", "Mutation", "Boolean", "ID", "String", "Zebra", "__Directive"], names[..7]);
        Assert.Null(schema.FindType("Float"));
    }

    [Fact]
    public void Build_EveryFault_IsNamed()
    {
        var builder = Builder()
            .AddObject("Empty")
            .AddField("Query", new("missing", "Missing") { Read = _ => null })
            .AddField("Query", new("hello", "String") { Read = _ => null })
            .AddField("Query", new("none", "String"))
            .AddField("Query", new("__odd", "String") { Read = _ => null })
            .AddField("Query", new("bad", "[String") { Read = _ => null })
            .AddField("Query", new("limited", "String") { Read = _ => null, Arguments = [new("limit", "Int", "\"many\"")] })
            .AddField("Nowhere", new("x", "String") { Read = _ => null })
            .AddUnion("Either", null, "String", "Absent");

        var exception = Assert.Throws<SchemaException>(builder.Build);

        Assert.Collection(
            exception.Faults.Order(StringComparer.Ordinal),
            fault => Assert.Equal("\"Query\" can have only one \"hello\".", fault),
            fault => Assert.Contains("\"Query.none\" must have exactly one of Write, Read and Resolve", fault),
            fault => Assert.Contains("\"Nowhere\", which is no type", fault),
            fault => Assert.Contains("\"__odd\" must not begin", fault),
            fault => Assert.Contains("default value of \"Query.limited.limit\"", fault),
            fault => Assert.Contains("\"Query.bad\" is no type reference", fault),
            fault => Assert.Contains("\"Either\" can only include object types", fault),
            fault => Assert.Contains("Empty must define one or more fields", fault),
            fault => Assert.Contains("Union type Either must define", fault),
            fault => Assert.Contains("\"Absent\" named by \"Either\"", fault),
            fault => Assert.Contains("\"Missing\" of \"Query.missing\"", fault));
    }

    [Fact]
    public void AddNodeResolver_MakesTheTypeANode()
    {
        var schema = Builder()
            .AddObject("Song").AddField("Song", new("id", "ID!") { Read = _ => null })
            .AddNodeResolver("Song", (_, id) => Task.FromResult<object?>(id))
            .Build();

        Assert.NotNull(schema.FindNodeResolver("Song"));
        Assert.Null(schema.FindNodeResolver("Query"));
        Assert.Equal("Song", Assert.Single(schema.GetPossibleTypes(schema.FindType("Node")!)).Name);
    }

    private static SchemaBuilder Builder() => new SchemaBuilder()
        .AddObject("Query")
        .AddField("Query", new("hello", "String") { Write = (_, writer) => writer.Write("world") });
}
