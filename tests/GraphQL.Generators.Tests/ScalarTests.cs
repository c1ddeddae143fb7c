using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class ScalarTests
{
    [Fact]
    public async Task Each_scalar_goes_in_and_out()
    {
        await using var server = LiveServer.Of("""
            public sealed record All(
                short Short, byte Byte, long Long, decimal Decimal, byte[] Bytes, DateTimeOffset Moment, DateTime Utc, DateOnly Day, TimeOnly Time,
                TimeSpan Span, Uri Link, Guid Id, System.Text.Json.JsonElement Json, short? NoShort, TimeSpan? NoSpan, TimeOnly? NoTime,
                byte[]? NoBytes, System.Text.Json.JsonElement? NoJson, byte? NoByte, IReadOnlyList<TimeSpan> Spans, [property: GraphQLType("Duration!")] TimeSpan Length);

            [QueryType]
            public static partial class Queries
            {
                public static All GetAll(All input) => input;

                [GraphQLType("Any")]
                public static object? GetAny([GraphQLType("Any")] object? value) => value;
            }
            """);

        Assert.Equal(
            """
            type All {
              short: Short!
              byte: Byte!
              long: Long!
              decimal: Decimal!
              bytes: ByteArray!
              moment: DateTime!
              utc: DateTime!
              day: LocalDate!
              time: LocalTime!
              span: TimeSpan!
              link: URL!
              id: UUID!
              json: JSON!
              noShort: Short
              noSpan: TimeSpan
              noTime: LocalTime
              noBytes: ByteArray
              noJson: JSON
              noByte: Byte
              spans: [TimeSpan!]!
              length: Duration!
            }
            """.ReplaceLineEndings("\n"),
            server.Sdl("All"));

        const string input = "{'short':-1,'byte':255,'long':9007199254740993,'decimal':0.10,'bytes':'AQI=','moment':'2026-01-31T10:00:00.000+02:00',"
            + "'utc':'2026-01-31T10:00:00.000Z','day':'2026-01-31','time':'18:30:00','span':'PT3M25.5S','link':'https://example.org/a',"
            + "'id':'0f8fad5b-d9cb-469f-a165-70867728950e','json':{'a':[1,null]},'noShort':null,'noSpan':null,'noTime':null,'noBytes':null,"
            + "'noJson':null,'noByte':null,'spans':['P1D'],'length':'PT1H'}";
        var fields = string.Join(" ", ((ObjectType)server.Schema.FindType("All")!).Fields.Select(field => field.Name));
        Assert.Equal(
            "{'data':{'all':" + input + "}}",
            await server.RunAsync($"query($input: AllInput!) {{ all(input: $input) {{ {fields} }} }}", "{'input':" + input + "}"));
        Assert.Equal("{'data':{'any':[1,{'a':'b'}]}}", await server.RunAsync("{ any(value: [1, { a: \"b\" }]) }"));
    }
}
