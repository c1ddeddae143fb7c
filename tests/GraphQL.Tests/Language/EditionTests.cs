using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Language;

/// <summary>What the edition of September 2025 added to the language of October 2021, and what is easily forgotten of the older one.</summary>
public sealed class EditionTests
{
    [Theory]
    [InlineData("\"\"\"Finds songs.\"\"\"\nquery Songs(\n\"\"\"How many.\"\"\"\n$first: Int = 10\n) {\n  songs(first: $first) {\n    ...Title\n  }\n}\n\n\"\"\"What it is called.\"\"\"\nfragment Title on Song {\n  title\n}")]
    [InlineData("\"\"\"Changes.\"\"\"\nmutation {\n  run\n}")]
    [InlineData("query Q($a: Int @mark @mark) @mark(times: 2) {\n  a @mark @mark\n}")]
    [InlineData("\"\"\"The schema.\"\"\"\nschema @mark {\n  query: Query\n}")]
    [InlineData("extend schema @mark {\n  mutation: Mutation\n}")]
    [InlineData("interface Node implements Entity & Item @mark {\n  id: ID!\n}")]
    [InlineData("directive @mark(\n  \"\"\"How often.\"\"\"\n  times: Int = 1 @deprecated(reason: \"No.\")\n) repeatable on FIELD | VARIABLE_DEFINITION")]
    [InlineData("input Pick @oneOf {\n  a: Int @deprecated\n  b: [Int!]\n}")]
    [InlineData("scalar Day @specifiedBy(url: \"https://example.org\")")]
    [InlineData("extend type Song implements Item")]
    [InlineData("extend interface Item @mark")]
    [InlineData("extend union Either = Song | Album")]
    [InlineData("extend enum Genre {\n  \"\"\"Loud.\"\"\"\n  ROCK @deprecated\n}")]
    [InlineData("extend input Pick {\n  c: Int\n}")]
    [InlineData("extend scalar Day @mark")]
    public void Print_WhatWasParsed_IsTheSame(string source) => Assert.Equal(source, SyntaxPrinter.Print(Utf8Parser.Parse(source)));

    [Theory]
    [InlineData("\"description\" { a }")]
    [InlineData("\"description\" extend type Song { a: Int }")]
    [InlineData("extend schema")]
    [InlineData("extend directive @mark on FIELD")]
    [InlineData("extend type Song")]
    [InlineData("schema { }")]
    [InlineData("fragment on on Song { a }")]
    [InlineData("enum Truth { true }")]
    [InlineData("directive @mark on NOWHERE")]
    [InlineData("query ($a: Int = $b) { a }")]
    [InlineData("{ a(b: \"\\uD83D\") }")]
    [InlineData("{ a(b: \"\\uDE00\\uD83D\") }")]
    [InlineData("{ a(b: \"\\u{110000}\") }")]
    [InlineData("{ a(b: \"\\u{D800}\") }")]
    [InlineData("{ a(b: \"\\u{}\") }")]
    [InlineData("{ a(b: \"\\u{1F600\") }")]
    [InlineData("{ a(b: 0xF1) }")]
    [InlineData("{ a(b: 01) }")]
    [InlineData("{ a(b: 1.) }")]
    [InlineData("{ a(b: .5) }")]
    [InlineData("{ a(b: 1_000) }")]
    public void Parse_WhatTheEditionForbids_IsASyntaxError(string source) => Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse(source));

    [Theory]
    [InlineData("\"\\u{1F3B5}\"", "🎵")]
    [InlineData("\"\\uD83C\\uDFB5\"", "🎵")]
    [InlineData("\"\\u{000000E9}\"", "é")]
    [InlineData("\"🎵 \u0001\"", "🎵 \u0001")]
    [InlineData("\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "/\b\f\n\r\t\\\"")]
    [InlineData("\"\"\"\n    a\n      b\n\n    \\\"\"\" \\n 🎵\n  \"\"\"", "a\n  b\n\n\"\"\" \\n 🎵")]
    [InlineData("\"\"\"a\r\n\tb\r\tc\"\"\"", "a\nb\nc")]
    [InlineData("\"\"\" \n \"\"\"", "")]
    public void ParseValue_AString_MeansItsCharacters(string source, string meaning) =>
        Assert.Equal(meaning, Assert.IsType<StringValueNode>(Utf8Parser.ParseValue(source)).Value);

    [Fact]
    public void Parse_AByteOrderMark_IsIgnored() =>
        Assert.Single(Utf8Parser.Parse((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes("\uFEFF{ a }")).Definitions);

    [Theory]
    [InlineData("type Query { a(b: Int! @deprecated): Int }", "Required input Query.a.b cannot be deprecated")]
    [InlineData("type Query { a(b: In): Int } input In { c: Int! @deprecated }", "Required input In.c cannot be deprecated")]
    [InlineData("type Query { a(b: In): Int } input In @oneOf { c: Int! }", "OneOf input field In.c must be nullable")]
    [InlineData("type Query { a(b: In): Int } input In @oneOf { c: Int = 1 }", "OneOf input field In.c cannot have a default value")]
    [InlineData("type Query implements A { a: Int } interface A implements B { a: Int } interface B { a: Int }", "Type Query must implement B because it is implemented by A")]
    [InlineData("type Query { a: Int } interface A implements B { a: Int } interface B implements A { a: Int }", "circular reference")]
    [InlineData("type Query { a: Int } interface A implements A { a: Int }", "cannot implement itself")]
    [InlineData("type Query { a: Int } extend type Song { b: Int }", "Cannot extend type \"Song\" because it is not defined")]
    [InlineData("type Query { a: Int } extend input Query { b: Int }", "Cannot extend \"Query\" as another kind of type")]
    public void Build_WhatTheEditionForbids_IsAFault(string sdl, string fault)
    {
        var exception = Assert.Throws<SchemaException>(() => SchemaBuilder.FromSdl(sdl).Build());

        Assert.Contains(exception.Faults, candidate => candidate.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_ADeprecatedInputThatIsNotRequired_IsFine()
    {
        const string sdl = "type Query {\n  a(b: Int! = 1 @deprecated, c: Int @deprecated(reason: \"Old.\")): Int\n}\n";

        Assert.Equal(sdl, SchemaBuilder.FromSdl(sdl).Build().ToString());
    }
}
