using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>Spoils C# as somebody who types does, and as nobody does: tokens, attributes, parameters and members go, come twice or change.</summary>
internal sealed class SourceMutation(Random random)
{
    private static readonly string[] Garbage =
    [
        "<", ">", "[", "]", "(", ")", "{", "}", "?", "!", ".", ",", ";", "=>", "=", "\"\"", "\"\\0\"", "42", "-1.5e300", "null", "default", "this",
        "void", "object", "dynamic", "string", "int?", "Task", "Task<>", "Task<Task>", "ValueTask<void>", "IAsyncEnumerable<>", "Dictionary<,>", "int[,]", "int*",
        "List<List<List<int>>>", "Missing<Gone>", "static", "partial", "abstract", "ref", "params", "async", "unsafe", "record", "struct", "interface", "enum",
        "[Parent]", "[ID]", "[ID<>]", "[ID<Missing>]", "[UsePaging]", "[NodeResolver]", "[DataLoader]", "[Error<int>]", "[Error<>]", "[ObjectType<>]",
        "[BindMember(null)]", "[GraphQLName(null)]", "[GraphQLName(\"1 x\")]", "[GraphQLType(\"[[\")]", "[DefaultValue(typeof(int))]", "[Authorize(Roles = null)]",
        "[Subscribe(With = null)]", "[Topic(\"{\")]", "[GraphQLIgnore]", "[UnionType]", "[InterfaceType]", "[EnumType(\"\")]", "namespace", "class C", "where T : new()", "<T>",
    ];

    public string Mutate(string source)
    {
        for (var count = random.Next(1, 5); count > 0; count--) source = MutateOnce(source);
        return source;
    }

    private string MutateOnce(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var span = random.Next(2) == 0 ? Pick(root.DescendantTokens(), token => token.Span) : Pick(root.DescendantNodes().Where(IsPart), node => node.Span);
        var text = source.Substring(span.Start, span.Length);
        var changed = random.Next(5) switch
        {
            0 => "",
            1 => $"{text} {text}",
            2 => $"{Garbage[random.Next(Garbage.Length)]} {text}",
            3 => Garbage[random.Next(Garbage.Length)],
            _ => text[..random.Next(text.Length + 1)],
        };
        return source.Remove(span.Start, span.Length).Insert(span.Start, changed);
    }

    private TextSpan Pick<T>(IEnumerable<T> items, Func<T, TextSpan> span)
    {
        T[] all = [.. items];
        return all.Length == 0 ? default : span(all[random.Next(all.Length)]);
    }

    private static bool IsPart(SyntaxNode node) =>
        node is AttributeListSyntax or ParameterSyntax or MemberDeclarationSyntax or TypeSyntax or StatementSyntax or BaseListSyntax or ArgumentSyntax;
}
