using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads the body of <c>static partial void Configure(IObjectTypeDescriptor&lt;T&gt; descriptor)</c>, which is never run.</summary>
internal sealed class ConfigurationReader(SemanticModel semantics, DirectiveReader directives, List<DiagnosticModel> diagnostics)
{
    private readonly Dictionary<string, FieldConfiguration> _fields = [];
    private readonly List<AppliedDirective> _directives = [];
    private string? _name;
    private string? _description;

    public static Configuration? Read(INamedTypeSymbol owner, Compilation compilation, DirectiveReader directives, List<DiagnosticModel> diagnostics)
    {
        foreach (var reference in owner.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not ClassDeclarationSyntax syntax) continue;
            foreach (var method in syntax.Members.OfType<MethodDeclarationSyntax>())
            {
                var isConfigure = method.Identifier.Text == "Configure"
                    && method.Modifiers.Any(SyntaxKind.PartialKeyword)
                    && method.ParameterList.Parameters.Count == 1;
                if (!isConfigure) continue;
                return new ConfigurationReader(compilation.GetSemanticModel(method.SyntaxTree), directives, diagnostics).Read(method);
            }
        }

        return null;
    }

    private Configuration Read(MethodDeclarationSyntax method)
    {
        var parameter = method.ParameterList.Parameters[0];
        foreach (var statement in Statements(method))
        {
            if (!TryRead(statement, parameter.Identifier.Text)) Report(statement);
        }

        var type = semantics.GetTypeInfo(parameter.Type!).Type;
        var declaration = $"static partial void Configure({(type is null ? parameter.Type!.ToString() : Symbols.Code(type))} {parameter.Identifier.Text});";
        return new Configuration(declaration, _name, _description, _fields.Values.ToEquatable()) { Directives = _directives.ToEquatable() };
    }

    private static IEnumerable<SyntaxNode> Statements(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { } arrow) return [arrow.Expression];
        return method.Body?.Statements.Select(statement => statement is ExpressionStatementSyntax call ? call.Expression : (SyntaxNode)statement) ?? [];
    }

    private bool TryRead(SyntaxNode statement, string descriptor)
    {
        var calls = new Stack<InvocationExpressionSyntax>();
        var current = statement;
        while (current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            calls.Push(call);
            current = access.Expression;
        }

        if (current is not IdentifierNameSyntax root || root.Identifier.Text != descriptor) return false;
        string? field = null;
        foreach (var call in calls)
        {
            if (field is null ? !TryReadType(call, ref field) : !TryReadField(call, field)) return false;
        }

        return calls.Count > 0;
    }

    private bool TryReadType(InvocationExpressionSyntax call, ref string? field)
    {
        switch (Method(call).Identifier.Text)
        {
            case "Name" when Constant(call) is { } name:
                _name = name;
                return true;
            case "Description" when Constant(call) is { } description:
                _description = description;
                return true;
            case "Ignore" when Property(call) is { } ignored:
                Change(ignored, known => known with { IsIgnored = true });
                return true;
            case "Directive" when Directive(call) is { } directive:
                _directives.Add(directive);
                return true;
            case "Field" when Property(call) is { } property:
                field = property;
                return true;
            default:
                return false;
        }
    }

    private bool TryReadField(InvocationExpressionSyntax call, string field)
    {
        switch (Method(call))
        {
            case { Identifier.Text: "Ignore" }:
                Change(field, known => known with { IsIgnored = true });
                return true;
            case { Identifier.Text: "Name" } when Constant(call) is { } name:
                Change(field, known => known with { Name = name });
                return true;
            case { Identifier.Text: "Description" } when Constant(call) is { } description:
                Change(field, known => known with { Description = description });
                return true;
            case { Identifier.Text: "Directive" } when Directive(call) is { } directive:
                Change(field, known => known with { Directives = known.Directives.Append(directive).ToEquatable() });
                return true;
            case GenericNameSyntax { Identifier.Text: "Type" } generic
                when semantics.GetTypeInfo(generic.TypeArgumentList.Arguments[0]).Type is { } given && TypeSyntaxes.Of(given) is { } syntax:
                Change(field, known => known with { TypeSyntax = syntax });
                return true;
            case IdentifierNameSyntax { Identifier.Text: "Type" } when Constant(call) is { } syntax:
                Change(field, known => known with { TypeSyntax = syntax });
                return true;
            case { Identifier.Text: "Deprecated" } when Constant(call) is { } reason:
                Change(field, known => known with { Deprecation = reason });
                return true;
            case GenericNameSyntax { Identifier.Text: "ID" } generic when semantics.GetTypeInfo(generic.TypeArgumentList.Arguments[0]).Type is { } type:
                Change(field, known => known with { Id = new IdModel(Symbols.Key(type), null) });
                return true;
            case IdentifierNameSyntax { Identifier.Text: "ID" }:
                Change(field, known => known with { Id = new IdModel(null, Constant(call)) });
                return true;
            default:
                return false;
        }
    }

    private void Change(string field, Func<FieldConfiguration, FieldConfiguration> change) =>
        _fields[field] = change(_fields.TryGetValue(field, out var known) ? known : new FieldConfiguration(field));

    private static SimpleNameSyntax Method(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Name;

    private string? Constant(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault() is { } argument ? semantics.GetConstantValue(argument.Expression).Value as string : null;

    private AppliedDirective? Directive(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault() is { } argument ? directives.Applied(argument.Expression, semantics) : null;

    /// <summary>The member in <c>song => song.Title</c>.</summary>
    private static string? Property(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax access }
            ? access.Name.Identifier.Text
            : null;

    private void Report(SyntaxNode node) =>
        diagnostics.Add(new DiagnosticModel(Diagnostics.UnsupportedConfiguration, Place.Of(node.GetLocation()), new[] { node.ToString() }.ToEquatable()));
}
