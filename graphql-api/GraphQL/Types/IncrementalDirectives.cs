using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// The directives of the incremental delivery proposal, which a schema has when its options say so. Their arguments are those of
/// HotChocolate: <c>if</c> may be null, which the proposal does not allow, and means as much as true.
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
            yield return new(Defer, ["FRAGMENT_SPREAD", "INLINE_FRAGMENT"], [NewLabel(), NewIf("Deferred unless false.")])
            {
                Description = "Lets the server deliver the fragment after the rest of the response, unless the `if` argument is false.",
            };
        }

        if (!options.EnableStream) yield break;
        var initialCount = new InputValueDefinition(InitialCount, new NonNullType(scalar("Int")!), new IntValueNode("0"))
        {
            Description = "How many items come with the field; the others follow.",
        };
        yield return new(Stream, ["FIELD"], [NewLabel(), initialCount, NewIf("Streamed unless false.")])
        {
            Description = "Lets the server deliver the items of the list after the rest of the response, unless the `if` argument is false.",
        };

        InputValueDefinition NewLabel() => new(Label, scalar("String")!) { Description = "Names the part in the response; unique in the document." };

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
