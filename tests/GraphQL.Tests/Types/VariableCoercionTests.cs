using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class VariableCoercionTests
{
    private static readonly Schema Schema = SchemaBuilder.FromSdl(
        """
        type Query { any(int: Int, float: Float, id: ID, genre: Genre, song: SongInput, by: By, ints: [Int!], grid: [[Int]], json: JSON, long: Long): String }
        enum Genre { ROCK JAZZ }
        input SongInput { title: String!, genre: Genre = JAZZ, tags: [String!], parent: SongInput }
        input By @oneOf { id: ID, title: String }
        """).Build();

    [Theory]
    [InlineData("$v: Int", """{"v": 3}""", "3")]
    [InlineData("$v: Int", """{"v": 3.0}""", "3")]
    [InlineData("$v: Int = 7", "{}", "7")]
    [InlineData("$v: Int = 7", """{"v": null}""", "null")]
    [InlineData("$v: Int", "", null)]
    [InlineData("$v: Int", "null", null)]
    [InlineData("$v: Int", """{"w": 3}""", null)]
    [InlineData("$v: Float", """{"v": 3}""", "3")]
    [InlineData("$v: ID", """{"v": 3}""", "3")]
    [InlineData("$v: Genre", """{"v": "ROCK"}""", "ROCK")]
    [InlineData("$v: [Int!]", """{"v": 3}""", "3")]
    [InlineData("$v: [[Int]]", """{"v": [1, [2, null], null]}""", "[1, [2, null], null]")]
    [InlineData("$v: SongInput", """{"v": {"title": "caf\u00e9", "tags": ["a"], "parent": {"title": ""}}}""", "{ title: \"café\", tags: [\"a\"], parent: { title: \"\" } }")]
    [InlineData("$v: By!", """{"v": {"id": "x"}}""", "{ id: \"x\" }")]
    [InlineData("$v: Long", """{"v": 9007199254740993}""", "9007199254740993")]
    [InlineData("$v: JSON", """{"v": {"a": [1, 2.5, "x", null, true]}}""", "{ a: [1, 2.5, \"x\", null, true] }")]
    [InlineData("$v: Int", """{"v": 1, "v": 2}""", "2")]
    public void CoerceVariableValues_OfTheType_BecomeConstants(string definition, string json, string? expected)
    {
        var values = Coerce(definition, json);

        Assert.Equal(expected, values.TryGet("v", out var value) ? SyntaxPrinter.Print(value) : null);
    }

    [Theory]
    [InlineData("$v: Int!", "{}", "Variable \"$v\" of required type \"Int!\" was not provided.")]
    [InlineData("$v: Int!", """{"v": null}""", "Variable \"$v\" of non-null type \"Int!\" must not be null.")]
    [InlineData("$v: Int", """{"v": "x"}""", "Variable \"$v\" got invalid value \"x\"; Int cannot represent non-integer value: \"x\"")]
    [InlineData("$v: Int", """{"v": 1.5}""", "Variable \"$v\" got invalid value 1.5; Int cannot represent non-integer value: 1.5")]
    [InlineData("$v: Int", """{"v": 2147483648}""", "Variable \"$v\" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("$v: Genre", """{"v": "POP"}""", "Variable \"$v\" got invalid value \"POP\"; Value \"POP\" does not exist in \"Genre\" enum.")]
    [InlineData("$v: Genre", """{"v": 1}""", "Variable \"$v\" got invalid value 1; Enum \"Genre\" cannot represent non-string value: 1.")]
    [InlineData("$v: [Int!]", """{"v": [1, null]}""", "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("$v: SongInput", """{"v": {}}""", "Variable \"$v\" got invalid value {}; Field \"title\" of required type \"String!\" was not provided.")]
    [InlineData("$v: SongInput", """{"v": 3}""", "Variable \"$v\" got invalid value 3; Expected type \"SongInput\" to be an object.")]
    [InlineData("$v: SongInput", """{"v": {"title": "", "x": 1}}""", "Variable \"$v\" got invalid value {\"title\": \"\", \"x\": 1}; Field \"x\" is not defined by type \"SongInput\".")]
    [InlineData("$v: SongInput", """{"v": {"title": "", "parent": {"title": "", "tags": ["a", 2]}}}""", "Variable \"$v\" got invalid value 2 at \"v.parent.tags[1]\"; String cannot represent a non string value: 2")]
    [InlineData("$v: By", """{"v": {"id": 1, "title": "x"}}""", "Variable \"$v\" got invalid value {\"id\": 1, \"title\": \"x\"}; Exactly one key must be specified for OneOf type \"By\".")]
    [InlineData("$v: By", """{"v": {"id": null}}""", "Variable \"$v\" got invalid value {\"id\": null} at \"v.id\"; Field \"id\" must be non-null.")]
    [InlineData("$v: Int", "[]", "Variables must be provided as an object.")]
    public void CoerceVariableValues_NotOfTheType_AreNamed(string definition, string json, string message)
    {
        var exception = Assert.Throws<GraphQLException>(() => Coerce(definition, json));

        Assert.Equal(message, exception.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"v\": 1} x")]
    [InlineData("{\"v\": }")]
    [InlineData("nonsense")]
    public void CoerceVariableValues_NoJson_IsAnError(string json) =>
        Assert.StartsWith("Variables are not valid JSON", Assert.Throws<GraphQLException>(() => Coerce("$v: Int", json)).Message);

    [Fact]
    public void CoerceVariableValues_TenThousandLevels_IsAnError() =>
        Assert.Throws<GraphQLException>(() => Coerce("$v: JSON", $"{{\"v\": {new string('[', 10_000)}{new string(']', 10_000)}}}"));

    [Fact]
    public void CoerceVariableValues_TextThatIsNoUnicode_IsAnError() =>
        Assert.Contains("Unicode", Assert.Throws<GraphQLException>(() => Coerce("$v: ID", """{"v": "\ud800"}""")).Message);

    [Fact]
    public void CoerceVariableValues_EveryFault_IsNamedWithItsPlace()
    {
        var exception = Assert.Throws<GraphQLException>(() => Coerce("$a: Int!, $v: Int", """{"v": true}"""));

        Assert.Equal([new SourceLocation(1, 8), new SourceLocation(1, 18)], exception.Errors.Select(error => error.Locations![0]));
    }

    private static VariableValues Coerce(string definitions, string json)
    {
        var document = Utf8Parser.Parse($"query ({definitions}) {{ any }}");
        return VariableCoercion.CoerceVariableValues(
            Schema, (OperationDefinitionNode)document.Definitions[0], Encoding.UTF8.GetBytes(json), document);
    }
}
