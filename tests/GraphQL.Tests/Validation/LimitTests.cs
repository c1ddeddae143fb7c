using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Validation;

/// <summary>How much of anything a document may have.</summary>
public sealed class LimitTests
{
    private static readonly Schema Schema = SchemaBuilder.FromSdl("""
        directive @mark repeatable on FIELD | QUERY
        type Query { a: Int song: Song }
        type Mutation { a: Int }
        type Song { title: String artist: Artist similar: [Song] }
        type Artist { name: String songs: [Song] }
        """).Build();

    [Theory]
    [InlineData("{ a a a }", "fields", true)]
    [InlineData("{ a song { title } a }", "fields", false)]
    [InlineData("{ x: a y: a a }", "aliases", true)]
    [InlineData("{ x: a y: a ...F } fragment F on Query { z: a }", "aliases", false)]
    [InlineData("{ a song { title artist { name } } a }", "root fields", true)]
    [InlineData("{ a ... { a a a } }", "root fields", false)]
    [InlineData("{ a @mark @mark }", "directives in one place", true)]
    [InlineData("query @mark @mark @mark { a }", "directives in one place", false)]
    [InlineData("query A { a } mutation B { a }", "operations", true)]
    [InlineData("query A { a } query B { a } query C { a }", "operations", false)]
    [InlineData("{ ...F ...G } fragment F on Query { a } fragment G on Query { a }", "fragments", true)]
    [InlineData("{ ...F ...G ...H } fragment F on Query { a } fragment G on Query { a } fragment H on Query { a }", "fragments", false)]
    public void Validate_MoreThanAllowed_IsOneErrorWithACode(string document, string limit, bool isValid)
    {
        var options = new ValidationOptions
        {
            MaxFields = limit == "fields" ? 3 : null,
            MaxAliases = limit == "aliases" ? 2 : null,
            MaxRootFields = limit == "root fields" ? 3 : null,
            MaxDirectives = limit == "directives in one place" ? 2 : null,
            MaxOperations = limit == "operations" ? 2 : null,
            MaxFragments = limit == "fragments" ? 2 : null,
        };

        var errors = Validate(document, options);

        if (isValid)
        {
            Assert.Empty(errors);
            return;
        }

        var error = Assert.Single(errors);
        Assert.Equal("DOCUMENT_LIMIT_EXCEEDED", error.Code);
        Assert.Equal(limit, error.Extensions!["limit"]);
        Assert.NotEmpty(error.Locations!);
    }

    [Fact]
    public void Validate_FarMoreThanAllowed_LooksAtNothingElse()
    {
        var document = $"{{ {string.Concat(Enumerable.Repeat("nothing ", 10_000))} }}";

        Assert.Equal(4, Validate(document, new() { MaxFields = 3 }).Count);
    }

    [Theory]
    [InlineData("{ song { similar { similar { similar { title } } } } }", true)]
    [InlineData("{ song { similar { similar { similar { similar { title } } } } } }", false)]
    [InlineData("{ song { artist { songs { artist { songs { artist { songs { title } } } } } } } }", true)]
    [InlineData("{ song { artist { songs { artist { songs { artist { songs { artist { name } } } } } } } } }", false)]
    [InlineData("{ song { a: similar { similar { title } } b: similar { similar { title } } ...F } } fragment F on Song { similar { title } }", true)]
    [InlineData("{ song { ...F similar { ...F } } } fragment F on Song { similar { ...G } } fragment G on Song { ... on Song { similar { title } } }", true)]
    [InlineData("{ song { similar { similar { ...F } } } } fragment F on Song { similar { ...G } } fragment G on Song { ... { similar { title } } }", false)]
    public void Validate_APathThatGoesInCircles_IsAnErrorWithHotChocolatesCode(string document, bool isValid)
    {
        var errors = Validate(document, new() { MaxFieldCycleDepth = 3 });

        if (isValid) Assert.Empty(errors);
        else Assert.Equal("HC0087", Assert.Single(errors).Code);
    }

    private static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions options) =>
        DocumentValidator.Validate(Schema, Utf8Parser.Parse(Encoding.UTF8.GetBytes(document), ParserOptions.Trusted), options);
}
