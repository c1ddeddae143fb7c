using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MusicGraph.GraphQL.Tests.Fuzzing.Steps;

/// <summary>
/// Has every call and every turn of a loop counted, and those methods of lists that look through or move their items by how many these are.
/// Only expressions of one pass, such as operators and the copying of collections, are left out: they are part of the step they stand in.
/// </summary>
internal sealed class StepRewriter(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Count = SyntaxFactory.ParseStatement("global::StepCount.Steps++;");
    private static readonly string[] Lengthy = ["Contains", "IndexOf", "LastIndexOf", "Insert", "Remove", "RemoveAt", "RemoveAll", "BinarySearch", "Sort"];

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        // What another generator would write: nothing is logged here.
        if (node.Modifiers.Any(SyntaxKind.PartialKeyword) && node.Body is null && node.ExpressionBody is null)
        {
            return node.WithModifiers(new(node.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))))
                .WithSemicolonToken(default).WithBody(SyntaxFactory.Block());
        }

        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return node.ExpressionBody is null
            ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyOf(visited.ExpressionBody!.Expression, model.GetDeclaredSymbol(node)!));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return node.ExpressionBody is null
            ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BodyOf(visited.ExpressionBody!.Expression, (IMethodSymbol)model.GetDeclaredSymbol(node)!));
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return node.ExpressionBody is null
            ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(visited.ExpressionBody!.Expression, model.GetDeclaredSymbol(node)!));
    }

    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        var visited = (IndexerDeclarationSyntax)base.VisitIndexerDeclaration(node)!;
        return node.ExpressionBody is null
            ? visited
            : visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(visited.ExpressionBody!.Expression, model.GetDeclaredSymbol(node)!));
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var visited = (BlockSyntax)base.VisitBlock(node)!;
        return node.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax
            ? visited.WithStatements(visited.Statements.Insert(0, Count))
            : visited;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        Counted(node, (LambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        Counted(node, (LambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!);

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(Turn(visited.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(Turn(visited.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(Turn(visited.Statement));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(Turn(visited.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(Turn(visited.Statement));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return visited.Expression is MemberAccessExpressionSyntax member
            && Lengthy.Contains(member.Name.Identifier.Text)
            && model.GetSymbolInfo(node).Symbol is IMethodSymbol { ContainingType: { Name: "List", Arity: 1 } }
            ? visited.WithExpression(member.WithExpression(SyntaxFactory.ParseExpression($"global::StepCount.Over({member.Expression})")))
            : visited;
    }

    private SyntaxNode Counted(LambdaExpressionSyntax node, LambdaExpressionSyntax visited) =>
        visited.ExpressionBody is { } expression && model.GetSymbolInfo(node).Symbol is IMethodSymbol symbol
            ? visited.WithExpressionBody(null).WithBlock(BodyOf(expression, symbol)).WithTrailingTrivia(visited.GetTrailingTrivia())
            : visited;

    private static BlockSyntax Turn(StatementSyntax statement) => SyntaxFactory.Block(Count, statement);

    private static AccessorListSyntax Getter(ExpressionSyntax expression, IPropertySymbol property) => SyntaxFactory.AccessorList(
        [SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, BodyOf(expression, property.GetMethod!))]);

    private static BlockSyntax BodyOf(ExpressionSyntax expression, IMethodSymbol method)
    {
        // The tree is compiled as text, so that the spaces count.
        var text = expression.WithoutTrivia().ToFullString();
        var returnsNothing = method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });
        var statement = expression is ThrowExpressionSyntax || returnsNothing ? $"{text};" : $"return {text};";
        return SyntaxFactory.Block(Count, SyntaxFactory.ParseStatement(statement));
    }
}
