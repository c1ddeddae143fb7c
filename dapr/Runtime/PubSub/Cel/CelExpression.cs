using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>
/// A routing rule: an expression of the Common Expression Language over <c>event</c>, the CloudEvent.
/// </summary>
/// <remarks>
/// https://github.com/google/cel-spec/blob/master/doc/langdef.md, of which there are: literals but bytes, lists, maps, fields, indexes, all
/// operators, <c>has</c>, <c>size</c>, <c>startsWith</c>, <c>endsWith</c>, <c>contains</c>, <c>matches</c>, the conversions between numbers
/// and texts, and the macros <c>all</c>, <c>exists</c> and <c>exists_one</c>. All else is refused when it is read. Numbers of an event are doubles, as
/// daprd reads them, and compare with whole numbers by value.
/// </remarks>
internal sealed class CelExpression
{
    // Long chains of operators are deep trees.
    private const int MaxLength = 8192;

    private readonly CelNode _root;

    private CelExpression(string text, CelNode root) => (Text, _root) = (text, root);

    public string Text { get; }

    /// <exception cref="CelException">It is no expression, or one with something that is not known.</exception>
    public static CelExpression Parse(string text)
        => text.Length <= MaxLength ? new CelExpression(text, new CelParser(text).Parse()) : throw new CelException("the expression is too long");

    /// <exception cref="CelException">The event lacks what it asks for, or its result is not true or false.</exception>
    public bool IsMatch(JsonElement cloudEvent)
    {
        var scope = new CelScope("event", CelValues.Read(cloudEvent), null);
        return _root.Evaluate(scope) is bool result ? result : throw new CelException($"the result of match expression {Text} was not a boolean");
    }
}
