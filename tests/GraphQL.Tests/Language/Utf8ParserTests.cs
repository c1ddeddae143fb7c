using System.Text;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Tests.Language;

public sealed class Utf8ParserTests
{
    [Fact]
    public void Parse_AnOperation_KeepsAllItsParts()
    {
        var document = Utf8Parser.Parse(
            """
            "Finds songs."
            query Find("How many." $first: [Int!]! = 3 @a) @b {
              found: songs(first: $first, by: { name: "x", in: [ROCK, null, true, -1.5e3] }) @skip(if: false) { ...Song ... on Song { id } ... { title } }
            }
            fragment Song on Song @c { title }
            """);

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal(("Find", "Finds songs.", OperationType.Query), (operation.Name, operation.Description, operation.Operation));
        var variable = Assert.Single(operation.VariableDefinitions);
        Assert.Equal(("first", "How many.", "[Int!]!"), (variable.Name, variable.Description, variable.Type.ToString()));
        Assert.Equal("a", Assert.Single(variable.Directives).Name);
        var field = Assert.IsType<FieldNode>(Assert.Single(operation.SelectionSet.Selections));
        Assert.Equal(("songs", "found", "found"), (field.Name, field.Alias, field.ResponseName));
        Assert.Equal("{ name: \"x\", in: [ROCK, null, true, -1.5e3] }", SyntaxPrinter.Print(field.Arguments[1].Value));
        Assert.Collection(
            field.SelectionSet!.Selections,
            selection => Assert.Equal("Song", Assert.IsType<FragmentSpreadNode>(selection).Name),
            selection => Assert.Equal("Song", Assert.IsType<InlineFragmentNode>(selection).TypeCondition!.Name),
            selection => Assert.Null(Assert.IsType<InlineFragmentNode>(selection).TypeCondition));
        Assert.Equal("Song", Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]).Name);
        Assert.Equal(new SourceLocation(3, 3), document.Locate(field));
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "a\n\t\"\\/\b\f\r")]
    [InlineData("\"\\u00e9 \\u{1F600} \\uD83D\\uDE00\"", "é 😀 😀")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\" first\n  second\r\n   third\r  \"\"\"", " first\nsecond\n third")]
    [InlineData("\"\"\"a \\\"\"\" \\n\"\"\"", "a \"\"\" \\n")]
    [InlineData("\"\"\"   \n  \"\"\"", "")]
    public void ParseValue_AString_MeansWhatTheSpecificationSays(string source, string meaning) =>
        Assert.Equal(meaning, Assert.IsType<StringValueNode>(Utf8Parser.ParseValue(source)).Value);

    [Theory]
    [InlineData("{ a(x: 01) }", "Syntax Error: Invalid number, unexpected digit after 0: \"1\".", 1, 9)]
    [InlineData("{ a(x: 1a) }", "Syntax Error: Invalid number, expected digit but got: \"a\".", 1, 9)]
    [InlineData("{ a(x: $) }", "Syntax Error: Expected Name, found \")\".", 1, 9)]
    [InlineData("query ($a: Int = $b) { a }", "Syntax Error: Unexpected variable \"$b\" in constant value.", 1, 18)]
    [InlineData("{", "Syntax Error: Expected Name, found <EOF>.", 1, 2)]
    [InlineData("{ }", "Syntax Error: Expected Name, found \"}\".", 1, 3)]
    [InlineData("", "Syntax Error: Unexpected <EOF>.", 1, 1)]
    [InlineData("\r\n\r\n  { 😀é, ? }", "Syntax Error: Unexpected character: U+1F600.", 3, 5)]
    [InlineData("{ a(s: \"😀\", ?) }", "Syntax Error: Unexpected character: \"?\".", 1, 14)]
    public void Parse_NoDocument_SaysWhereAndWhy(string source, string message, int line, int column)
    {
        var exception = Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse(source));

        Assert.Equal(message, exception.Message);
        Assert.Equal(new SourceLocation(line, column), exception.Location);
    }

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("{a(x:", "")]
    [InlineData("{a(x:[", "")]
    [InlineData("{a(x:{y:", "")]
    [InlineData("query($x:[", "")]
    [InlineData("{...", "}")]
    [InlineData("type A{a(x:Int=[", "")]
    public void Parse_TenThousandLevels_IsASyntaxErrorNotAStackOverflow(string open, string close)
    {
        var unit = open.Length > 2 && open[^1] is '[' or ':' ? open[^1..] : open;
        var nested = open is "{a(x:{y:" ? "{y:" : unit == ":" ? "[" : unit;
        var source = open + string.Concat(Enumerable.Repeat(nested, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        var exception = Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse(source, ParserOptions.Trusted));

        Assert.Contains("nested more than 200 levels", exception.Message);
    }

    [Fact]
    public void Parse_MoreTokensThanAllowed_IsASyntaxError()
    {
        var source = $"{{ {string.Join(' ', Enumerable.Repeat("a", 100))} }}";

        Assert.Equal(100, ((OperationDefinitionNode)Utf8Parser.Parse(source, new() { MaxTokens = 102 }).Definitions[0]).SelectionSet.Selections.Count);
        var exception = Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse(source, new() { MaxTokens = 101 }));
        Assert.Contains("more than 101 tokens", exception.Message);
    }

    [Fact]
    public void Parse_TypeSystemWhereNotAllowed_IsASyntaxError() =>
        Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse("type A { b: Int }", new() { AllowTypeSystemDefinitions = false }));

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xFF, (byte)'}' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    public void Parse_NoUtf8_IsASyntaxError(byte[] source) =>
        Assert.Contains("not valid UTF-8", Assert.Throws<GraphQLSyntaxException>(() => Utf8Parser.Parse(source)).Message);

    [Fact]
    public void Parse_RandomBytes_EitherSucceedsOrIsASyntaxError()
    {
        var random = new Random(7);
        ReadOnlySpan<byte> alphabet = "{}()[]:=!$@|&.\"\\#, \n\ru0aeFn1-+é\u2028😀"u8;
        for (var round = 0; round < 20_000; round++)
        {
            var source = new byte[random.Next(40)];
            for (var index = 0; index < source.Length; index++) source[index] = random.Next(50) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            try
            {
                var document = Utf8Parser.Parse(source);
                var printed = SyntaxPrinter.Print(document);
                Assert.Equal(printed, SyntaxPrinter.Print(Utf8Parser.Parse(printed)));
            }
            catch (GraphQLSyntaxException exception)
            {
                Assert.InRange(exception.Offset, 0, source.Length);
            }
        }
    }

    [Fact]
    public void Print_ASchemaDocument_IsStable()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "schema.graphql"));

        var printed = SyntaxPrinter.Print(Utf8Parser.Parse(source));

        Assert.Equal(printed, SyntaxPrinter.Print(Utf8Parser.Parse(Encoding.UTF8.GetBytes(printed))));
    }
}
