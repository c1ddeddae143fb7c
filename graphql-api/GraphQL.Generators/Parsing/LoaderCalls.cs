using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>
/// Sees whether a resolver does nothing with its DataLoader but ask it for keys and answer with that very task. Then a stand-in can note
/// the keys of all parents: nobody else could see that its task is no real one.
/// </summary>
internal static class LoaderCalls
{
    private const string Load = "LoadAsync";

    /// <param name="loader">The parameter that is the DataLoader.</param>
    public static bool AreAnswers(IMethodSymbol method, string loader)
    {
        if (method.IsAsync || method.DeclaringSyntaxReferences.Length != 1) return false;
        if (method.DeclaringSyntaxReferences[0].GetSyntax() is not MethodDeclarationSyntax syntax) return false;
        SyntaxNode? body = syntax.ExpressionBody is not null ? syntax.ExpressionBody : syntax.Body;
        if (body is null) return false;

        var answers = syntax.ExpressionBody is { } arrow
            ? [arrow.Expression]
            : syntax.Body!.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(statement => statement.Expression)
                .OfType<ExpressionSyntax>();
        var asked = new HashSet<SyntaxNode>(answers.SelectMany(Ends).Select(answer => Receiver(answer, loader)).OfType<SyntaxNode>());
        return asked.Count > 0 && body.DescendantNodes().OfType<IdentifierNameSyntax>().All(name => name.Identifier.ValueText != loader || asked.Contains(name));
    }

    /// <summary>The expressions whose value an expression may have.</summary>
    private static IEnumerable<ExpressionSyntax> Ends(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Ends(inner.Expression),
        PostfixUnaryExpressionSyntax inner when inner.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Ends(inner.Operand),
        ConditionalExpressionSyntax choice => Ends(choice.WhenTrue).Concat(Ends(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Ends(arm.Expression)),
        _ => [expression],
    };

    /// <summary>The mention of the DataLoader in a call of it.</summary>
    private static SyntaxNode? Receiver(ExpressionSyntax answer, string loader) =>
        answer is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Load, Expression: IdentifierNameSyntax receiver } }
        && receiver.Identifier.ValueText == loader
            ? receiver
            : null;
}
