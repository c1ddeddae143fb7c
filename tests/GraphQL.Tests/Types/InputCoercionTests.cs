using System.Text;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class InputCoercionTests
{
    private sealed record Filter(string? Text, int? Limit, bool HasLimit);

    private static readonly Schema Schema = new SchemaBuilder()
        .AddEnum(new("Day", [new("FRIDAY", DayOfWeek.Friday)]))
        .AddInputObject(
            "Filter",
            values => new Filter(values.Get<string?>(0), values.Get<int?>(1), values.IsGiven(1)),
            [new("text", "String", "\"all\""), new("limit", "Int")])
        .AddInputObject("Plain", null, [new("days", "[Day!]"), new("filter", "Filter")])
        .AddObject("Query")
        .AddField("Query", new("find", "String")
        {
            Write = (_, _) => false,
            Arguments =
            [
                new("ids", "[ID!]"), new("day", "Day"), new("filter", "Filter"), new("plain", "Plain"), new("first", "Int!", "10"),
                new("when", "DateTime"), new("uuid", "UUID"), new("json", "Any"),
            ],
        })
        .Build();

    [Fact]
    public void CoerceArguments_Literals_BecomeClrValuesInTheOrderOfDefinition()
    {
        var values = Coerce("""
            find(uuid: "0f8fad5b-d9cb-469f-a165-70867728950e", when: "2026-01-31T10:00:00.5+01:00", day: FRIDAY, ids: 7, filter: { limit: null })
            """);

        Assert.Equal(["7"], values.GetList(0, item => (string)item!));
        Assert.Equal(DayOfWeek.Friday, values.Get<DayOfWeek>(1));
        Assert.Equal(new Filter("all", null, HasLimit: true), values.Get<Filter>(2));
        Assert.False(values.IsGiven(3));
        Assert.Equal(10, values.Get<int>(4));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 10, 0, 0, 500, TimeSpan.FromHours(1)), values.Get<DateTimeOffset>(5));
        Assert.Equal(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), values.Get<Guid>(6));
    }

    [Fact]
    public void CoerceArguments_VariablesInValues_StandForTheirValues()
    {
        var values = Coerce(
            "find(ids: [\"a\", $id], filter: { text: $absent, limit: $limit }, plain: { days: $days, filter: { } }, json: { a: [$id], b: $absent })",
            "$id: ID!, $absent: String, $limit: Int, $days: [Day!]",
            """{"id": "b", "limit": 5, "days": ["FRIDAY"]}""");

        Assert.Equal(["a", "b"], values.GetList(0, item => (string)item!));
        Assert.Equal(new Filter("all", 5, HasLimit: true), values.Get<Filter>(2));
        var plain = values.Get<Dictionary<string, object?>>(3);
        Assert.Equal(new object?[] { DayOfWeek.Friday }, plain["days"]);
        Assert.Equal(new Filter("all", null, HasLimit: false), plain["filter"]);
        var json = values.Get<Dictionary<string, object?>>(7);
        Assert.Equal("a", Assert.Single(json.Keys));
        Assert.Equal(["b"], Assert.IsType<List<object?>>(json["a"]));
    }

    [Fact]
    public void CoerceArguments_AnAbsentVariable_LeavesTheDefaultAndNullDoesNot()
    {
        Assert.Equal(10, Coerce("find(first: $first)", "$first: Int", "{}").Get<int>(4));

        var exception = Assert.Throws<GraphQLException>(() => Coerce("find(first: $first)", "$first: Int", """{"first": null}"""));
        Assert.Equal("Argument \"first\" of non-null type \"Int!\" must not be null.", exception.Message);
    }

    [Theory]
    [InlineData("find(ids: [1, [\"x\"]], plain: { days: [FRIDAY] })", true)]
    [InlineData("find(ids: [1, $id])", false)]
    [InlineData("find(plain: { filter: { text: $id } })", false)]
    public void AreConstant_Arguments_WithoutVariables(string field, bool isConstant) =>
        Assert.Equal(isConstant, InputCoercion.AreConstant(Field(field, "").Arguments));

    private static InputValues Coerce(string field, string definitions = "", string variables = "")
    {
        var node = Field(field, definitions, out var operation);
        var values = VariableCoercion.CoerceVariableValues(Schema, operation, Encoding.UTF8.GetBytes(variables));
        return InputCoercion.CoerceArguments(Schema.Query.FindField("find")!.Arguments, node.Arguments, values);
    }

    private static FieldNode Field(string field, string definitions) => Field(field, definitions, out _);

    private static FieldNode Field(string field, string definitions, out OperationDefinitionNode operation)
    {
        var header = definitions.Length > 0 ? $"query ({definitions})" : "";
        operation = (OperationDefinitionNode)Utf8Parser.Parse($"{header} {{ {field} }}").Definitions[0];
        return (FieldNode)operation.SelectionSet.Selections[0];
    }
}
