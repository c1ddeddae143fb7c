using System.Text.Json;
using MusicGraph.Dapr.Runtime.PubSub.Cel;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

/// <summary>https://github.com/google/cel-spec/blob/master/doc/langdef.md, and the examples of Dapr's howto-route-messages.</summary>
public sealed class CelExpressionTests
{
    private const string Event = """
        {"id":"42","type":"widget","source":"shop/eu","time":"2026-01-01T00:00:00Z","empty":null,
         "data":{"amount":12.5,"count":3,"flag":true,"name":"Blue Widget","tags":["a","b"],"inner":{"x":1},"items":[{"n":1},{"n":2}]}}
        """;

    private static readonly JsonElement s_event = JsonDocument.Parse(Event).RootElement;

    [Theory]
    [InlineData("event.type == \"widget\"", true)]
    [InlineData("event.type != 'widget'", false)]
    [InlineData("event.type == 'widget' && event.data.count > 2", true)]
    [InlineData("event.type == 'gadget' || event.data.count >= 4", false)]
    [InlineData("!(event.type == 'gadget')", true)]
    [InlineData("event.type in ['gadget', 'widget']", true)]
    [InlineData("'inner' in event.data", true)]
    [InlineData("'b' in event.data.tags && !('c' in event.data.tags)", true)]
    [InlineData("event.source.startsWith('shop/') && event.source.endsWith('eu')", true)]
    [InlineData("event.data.name.contains('Widg')", true)]
    [InlineData("event.data.name.matches('^Blue\\\\s\\\\w+$')", true)]
    [InlineData("matches(event.data.name, r'^\\w+$')", false)]
    [InlineData("event.data.amount > 12 && event.data.amount <= 12.5", true)]
    [InlineData("event.data.count == 3 && event.data.count == 3.0 && 3 == event.data.count", true)]
    [InlineData("event.data.flag", true)]
    [InlineData("event.data['name'].size() == 11 && size(event.data.tags) == 2", true)]
    [InlineData("event.data.tags[1] == 'b' && event.data.items[0].n == 1", true)]
    [InlineData("has(event.data.name) && !has(event.data.missing)", true)]
    [InlineData("has(event.data.missing) && event.data.missing == 1", false)]
    [InlineData("event.empty == null && event.data != null", true)]
    [InlineData("event.data.tags == ['a', 'b'] && event.data.inner == {'x': 1}", true)]
    [InlineData("event.data.items.exists(i, i.n > 1) && event.data.items.all(i, i.n > 0) && event.data.items.exists_one(i, i.n == 2)", true)]
    [InlineData("event.data.flag ? event.type == 'widget' : false", true)]
    [InlineData("1 + 2 * 3 == 7 && (1 + 2) * 3 == 9 && 7 / 2 == 3 && 7 % 4 == 3 && -2 < 0", true)]
    [InlineData("'a' + 'b' == 'ab' && 'a' < 'b'", true)]
    [InlineData("int(event.id) == 42 && string(7) == '7' && double('1.5') == 1.5 && 0x10 == 16", true)]
    [InlineData("event.type == 'widget' // and nothing else", true)]
    [InlineData("'\\u00e9\\n' == 'é\n' && \"\"\"a'b\"c\"\"\" == 'a\\'b\"c'", true)]
    [InlineData("'1' == 1", false)]
    public void IsMatch_AnExpression_IsEvaluated(string expression, bool expected)
        => Assert.Equal(expected, CelExpression.Parse(expression).IsMatch(s_event));

    [Theory]
    [InlineData("event.missing == 1 || event.type == 'widget'", true)]
    [InlineData("event.type == 'widget' || event.missing == 1", true)]
    [InlineData("event.missing == 1 && event.type == 'gadget'", false)]
    public void IsMatch_TheOtherSideDecides_AnErrorDoesNotMatter(string expression, bool expected)
        => Assert.Equal(expected, CelExpression.Parse(expression).IsMatch(s_event));

    [Theory]
    [InlineData("event.missing == 1", "no such key: missing")]
    [InlineData("event.missing == 1 || false", "no such key: missing")]
    [InlineData("event.data.name < 1", "no such overload: a comparison of string and int")]
    [InlineData("event.data.count + 1 == 4", "no such overload: '+' of double and int")]
    [InlineData("event.data.tags[5] == 'a'", "index out of bounds: 5")]
    [InlineData("event.type", "the result of match expression event.type was not a boolean")]
    [InlineData("9223372036854775807 + 1 > 0", "Arithmetic operation resulted in an overflow.")]
    [InlineData("1 / 0 == 0", "Attempted to divide by zero.")]
    public void IsMatch_WhatCannotBeEvaluated_IsAnError(string expression, string expected)
        => Assert.Equal(expected, Assert.Throws<CelException>(() => CelExpression.Parse(expression).IsMatch(s_event)).Message);

    [Theory]
    [InlineData("event.type ==", "the expression ends too early")]
    [InlineData("event.type = 'a'", "unexpected '=' at 12")]
    [InlineData("(event.type == 'a'", "')' is missing at 19")]
    [InlineData("event.type == 'a", "the text that begins at 15 does not end")]
    [InlineData("events.type == 'a'", "'events' is not known; an expression is about 'event'")]
    [InlineData("event.type.lower() == 'a'", "function 'lower' with 1 arguments is not known")]
    [InlineData("event.type.matches('(')", "'(' is no regular expression: ")]
    [InlineData("event.type == 'a' 'b'", "unexpected value at 19")]
    [InlineData("has(event)", "has() needs one field, as in has(event.data.id)")]
    [InlineData("1.2.3 == 1", "'1.2.3' is no number")]
    public void Parse_WhatIsNoExpression_SaysWhatAndWhere(string expression, string expected)
        => Assert.StartsWith(expected, Assert.Throws<CelException>(() => CelExpression.Parse(expression)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_HostileNesting_IsRefusedAndNotACrash()
    {
        Assert.Throws<CelException>(() => CelExpression.Parse(new string('(', 5000)));
        Assert.Throws<CelException>(() => CelExpression.Parse(new string('!', 5000)));
        Assert.Throws<CelException>(() => CelExpression.Parse(new string('[', 5000)));
        Assert.Throws<CelException>(() => CelExpression.Parse(string.Join("&&", Enumerable.Repeat("true", 5000))));
    }
}
