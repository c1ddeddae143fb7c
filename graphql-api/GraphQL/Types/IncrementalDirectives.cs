using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// The directives of the incremental delivery proposal, which a schema has when its options say so. Their arguments are those of
/// HotChocolate, as are the texts: <c>if</c> may be null, which the proposal does not allow, and means as much as true.
/// </summary>
internal static class IncrementalDirectives
{
    public const string Defer = "defer";
    public const string Stream = "stream";
    public const string If = "if";
    public const string Label = "label";
    public const string InitialCount = "initialCount";

    /// <param name="scalar">Finds a built-in scalar.</param>
    public static IEnumerable<DirectiveDefinition> Create(SchemaOptions options, Func<string, ScalarType?> scalar)
    {
        if (options.EnableDefer)
        {
            yield return new(Defer, ["FRAGMENT_SPREAD", "INLINE_FRAGMENT"], [NewLabel("defer", "deferred"), NewIf("Deferred when true.")])
            {
                Description = "The `@defer` directive may be provided for fragment spreads and inline fragments to inform the executor to delay the execution of "
                    + "the current fragment to indicate deprioritization of the current fragment. A query with `@defer` directive will cause the request to "
                    + "potentially return multiple responses, where non-deferred data is delivered in the initial response and data deferred is delivered in "
                    + "a subsequent response. `@include` and `@skip` take precedence over `@defer`.",
            };
        }

        if (!options.EnableStream) yield break;
        var initialCount = new InputValueDefinition(InitialCount, new NonNullType(scalar("Int")!), new IntValueNode("0"))
        {
            Description = "The initial elements that shall be send down to the consumer.",
        };
        yield return new(Stream, ["FIELD"], [NewLabel("stream", "streamed"), initialCount, NewIf("Streamed when true.")])
        {
            Description = "The `@stream` directive may be provided for a field of `List` type so that the backend can leverage technology such as asynchronous "
                + "iterators to provide a partial list in the initial response, and additional list items in subsequent responses. `@include` and "
                + "`@skip` take precedence over `@stream`.",
        };

        InputValueDefinition NewLabel(string directive, string result) => new(Label, scalar("String")!)
        {
            Description = $"If this argument label has a value other than null, it will be passed on to the result of this {directive} directive. "
                + $"This label is intended to give client applications a way to identify to which fragment a {result} result belongs to.",
        };

        InputValueDefinition NewIf(string description) => new(If, scalar("Boolean")!) { Description = description };
    }

    public static DirectiveNode? FindDefer(SelectionNode selection) => Find(selection.Directives, Defer);

    public static DirectiveNode? FindStream(SelectionNode selection) => Find(selection.Directives, Stream);

    public static ValueNode? FindArgument(DirectiveNode directive, string name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }

    private static DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name == name) return directive;
        }

        return null;
    }
}
