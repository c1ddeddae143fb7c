using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task The_sample_has_the_schema_that_its_classes_say()
    {
        await using var server = new SampleServer();

        Snapshot.Match(SchemaText.Of(server.Schema));
    }
}
