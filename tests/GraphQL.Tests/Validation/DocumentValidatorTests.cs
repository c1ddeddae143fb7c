using System.Text;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Validation;

public sealed class DocumentValidatorTests
{
    private static readonly Schema Schema = SchemaBuilder.FromSdl(
        """
        type Query { song(id: ID): Song songs: [Song!]! search: [Result!]! }
        type Song implements Titled { title(upper: Boolean = false): String! artist: Artist album: Album }
        type Artist implements Titled { title: String! songs: [Song!]! name: String }
        type Album implements Titled { title: String songs: [Song!]! }
        interface Titled { title: String }
        union Result = Song | Artist | Album
        """).Build();

    [Fact]
    public void Validate_AValidDocument_HasNoErrors() => Assert.Empty(Validate("{ song(id: 1) { title } }"));

    [Fact]
    public void Validate_AnUnknownField_SuggestsWhatMayBeMeantUnlessToldNotTo()
    {
        var error = Assert.Single(Validate("{ song {\n  titel } }"));
        Assert.Equal("Cannot query field \"titel\" on type \"Song\". Did you mean \"title\"?", error.Message);
        Assert.Equal([new SourceLocation(2, 3)], error.Locations);

        error = Assert.Single(Validate("{ song { titel } }", new() { SuggestNames = false }));
        Assert.Equal("Cannot query field \"titel\" on type \"Song\".", error.Message);
    }

    [Fact]
    public void Validate_ManyErrors_StopsAtTheLimit()
    {
        var errors = Validate($"{{ {string.Concat(Enumerable.Repeat("x ", 500))} }}", new() { MaxErrors = 7 });

        Assert.Equal(8, errors.Count);
        Assert.Contains("limit reached", errors[^1].Message);
    }

    [Theory]
    [InlineData("{ song { artist { title } } }", true)]
    [InlineData("{ song { artist { songs { title } } } }", false)]
    [InlineData("{ song { ...S } } fragment S on Song { artist { ...A } } fragment A on Artist { title }", true)]
    [InlineData("{ song { ...S } } fragment S on Song { artist { ...A } } fragment A on Artist { songs { title } }", false)]
    [InlineData("{ __schema { types { fields { type { name } } } } }", true)]
    [InlineData("{ ... { ... { ... { song { artist { title } } } } } }", true)]
    public void Validate_DeeperThanAllowed_IsAnError(string document, bool isValid) =>
        Assert.Equal(isValid, Validate(document, new() { MaxDepth = 3 }).Count == 0);

    [Theory]
    [InlineData("{ search { ... on Song { title } ... on Artist { title } } }", true)]
    [InlineData("{ search { ... on Song { title } ... on Album { title } } }", false)]
    [InlineData("{ search { ... on Song { x: artist { name } } ... on Artist { x: songs { title } } } }", false)]
    [InlineData("{ search { ... on Song { x: artist { y: name } } ... on Album { x: title } } }", false)]
    [InlineData("{ search { ... on Song { t: title(upper: true) } ... on Artist { t: title } } }", true)]
    [InlineData("{ song { title(upper: true) ... on Titled { title } } }", false)]
    [InlineData("{ song { ...A ...B } } fragment A on Song { x: artist { title } } fragment B on Song { x: album { title } }", false)]
    [InlineData("{ song { artist { ...A } artist { ...B } } } fragment A on Artist { x: title } fragment B on Artist { x: name }", false)]
    public void Validate_FieldsOfOneName_MustMerge(string document, bool isValid) =>
        Assert.Equal(isValid, Validate(document).Count == 0);

    [Fact]
    public void Validate_AConflictInAFragmentThatIsUsedOften_IsReportedOnce()
    {
        var errors = Validate("{ a: song { ...F } b: song { ...F } c: songs { ...F } } fragment F on Song { x: title x: artist { name } }");

        Assert.Single(errors, error => error.Message.StartsWith("Fields \"x\" conflict", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Validate_ADocumentMadeToWasteTime_IsDealtWith(string name, string document)
    {
        var tree = Utf8Parser.Parse(document, ParserOptions.Trusted);

        var withLimit = DocumentValidator.Validate(Schema, tree, new() { MaxDepth = 25 });
        var withoutLimit = DocumentValidator.Validate(Schema, tree);

        Assert.True(withLimit.Count <= 101 && withoutLimit.Count <= 101, name);
    }

    public static TheoryData<string, string> Attacks()
    {
        var chain = new StringBuilder("{ song { ...F0 } }");
        var doubling = new StringBuilder("{ song { ...F0 } }");
        var automaton = new StringBuilder("{ songs { ...F0 } }");
        for (var index = 0; index < 1500; index++) chain.Append($" fragment F{index} on Song {{ ...F{index + 1} }}");
        for (var index = 0; index < 200; index++)
        {
            doubling.Append($" fragment F{index} on Song {{ artist {{ a: songs {{ ...F{index + 1} }} b: songs {{ ...F{index + 1} }} }} }}");
        }

        // Different combinations of fragments along every path: more than any memory of combinations would hold.
        for (var index = 0; index < 60; index++)
        {
            automaton.Append($" fragment F{index} on Song {{ artist {{ a: songs {{ ...F{index + 1} ...F{index + 3} }} b: songs {{ ...F{index + 2} }} }} }}");
        }

        return new()
        {
            { "one field many times", $"{{ {string.Concat(Enumerable.Repeat("song { title } ", 5000))} }}" },
            { "one field with many parents", $"{{ search {{ {string.Concat(Enumerable.Repeat("... on Song { title } ... on Titled { title } ", 2000))} }} }}" },
            { "a long chain of fragments", $"{chain} fragment F1500 on Song {{ title }}" },
            { "twice as many paths with each fragment", $"{doubling} fragment F200 on Song {{ title }}" },
            { "combinations of fragments", $"{automaton} fragment F60 on Song {{ title }} fragment F61 on Song {{ title }} fragment F62 on Song {{ title }}" },
            { "many variables used in many operations", string.Concat(Enumerable.Range(0, 800).Select(index => $"query Q{index}($v: ID) {{ ...F }} ")) + $"fragment F on Query {{ {string.Concat(Enumerable.Range(0, 800).Select(index => $"a{index}: song(id: $v) {{ title }} "))} }}" },
            { "introspection in circles", $"{{ __schema {{ types {{ ...T }} }} }} fragment T on __Type {{ fields {{ type {{ ...T ...U }} }} }} fragment U on __Type {{ fields {{ type {{ ...T }} }} }}" },
            { "many arguments of one name", $"{{ song({string.Concat(Enumerable.Repeat("id: 1 ", 5000))}) {{ title }} }}" },
        };
    }

    private static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Schema, Utf8Parser.Parse(document), options);
}
