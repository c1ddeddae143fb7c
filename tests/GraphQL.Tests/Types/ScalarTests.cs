using System.Globalization;
using System.Text;
using System.Text.Json;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Short", "-5", "-5")]
    [InlineData("Byte", "255", "255")]
    [InlineData("Float", "1.5e3", "1500")]
    [InlineData("Decimal", "0.10", "0.10")]
    [InlineData("String", "\"x\\ny\"", "\"x\\ny\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "7", "\"7\"")]
    [InlineData("Date", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("DateTime", "\"2026-02-28T10:00:00z\"", "\"2026-02-28T10:00:00.000Z\"")]
    [InlineData("DateTime", "\"2026-02-28T10:00:00.25-05:30\"", "\"2026-02-28T10:00:00.250-05:30\"")]
    [InlineData("TimeSpan", "\"PT3M25.5S\"", "\"PT3M25.5S\"")]
    [InlineData("TimeSpan", "\"-P1DT2H\"", "\"-P1DT2H\"")]
    [InlineData("Duration", "\"PT90M\"", "\"PT1H30M\"")]
    [InlineData("LocalDate", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("LocalTime", "\"18:05:09\"", "\"18:05:09\"")]
    [InlineData("LocalDateTime", "\"2026-02-28T18:05:09\"", "\"2026-02-28T18:05:09\"")]
    [InlineData("ByteArray", "\"3q2+7w==\"", "\"3q2+7w==\"")]
    [InlineData("ByteArray", "\"\"", "\"\"")]
    [InlineData("Any", "{ a: [1, 2.5, null, X, \"s\", true] }", "{\"a\":[1,2.5,null,\"X\",\"s\",true]}")]
    [InlineData("JSON", "[{ a: 1e2 }, -0.5]", "[{\"a\":1e2},-0.5]")]
    [InlineData("URL", "\"https://example.org/a?b=c\"", "\"https://example.org/a?b=c\"")]
    [InlineData("UUID", "\"0F8FAD5BD9CB469FA16570867728950E\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("JSON", "{ a: [1, 2.5, null, X, \"s\", true] }", "{\"a\":[1,2.5,null,\"X\",\"s\",true]}")]
    public void TryWrite_WhatTryParseRead_IsTheSameValue(string name, string literal, string json)
    {
        var scalar = BuiltInScalars.Find(name)!;

        Assert.True(scalar.TryParse(Utf8Parser.ParseValue(literal), out var value));

        using var writer = new ResultWriter();
        Assert.True(scalar.TryWrite(value!, writer));
        Assert.Equal(json, Encoding.UTF8.GetString(writer.Written.Span));
    }

    [Theory]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "1.0")]
    [InlineData("Long", "9223372036854775808")]
    [InlineData("Byte", "256")]
    [InlineData("Float", "1e999")]
    [InlineData("String", "1")]
    [InlineData("Boolean", "1")]
    [InlineData("ID", "1.0")]
    [InlineData("Date", "\"2026-02-30\"")]
    [InlineData("DateTime", "\"2026-02-28T10:00:00\"")]
    [InlineData("DateTime", "\"2026-02-28\"")]
    [InlineData("TimeSpan", "\"three minutes\"")]
    [InlineData("TimeSpan", "\" PT1S\"")]
    [InlineData("Duration", "\"P1M\"")]
    [InlineData("Duration", "\"P1Y\"")]
    [InlineData("Duration", "60")]
    [InlineData("LocalDate", "\"2026-2-3\"")]
    [InlineData("LocalTime", "\"24:00:00\"")]
    [InlineData("LocalTime", "\"18:05\"")]
    [InlineData("LocalDateTime", "\"2026-02-28T18:05:09Z\"")]
    [InlineData("DateTime", "\"2026-02-28T25:00:00Z\"")]
    [InlineData("DateTime", "\"2026-02-28T10:00:00.123456789Z\"")]
    [InlineData("DateTime", "1772272800")]
    [InlineData("ByteArray", "\"3q2+7w\"")]
    [InlineData("ByteArray", "\"3q2+ 7w==\"")]
    [InlineData("Decimal", "\"1\"")]
    [InlineData("Decimal", "1e30")]
    [InlineData("Short", "32768")]
    [InlineData("UUID", "\"0f8fad5b-d9cb-469f-a165-7086772895zz\"")]
    [InlineData("URL", "\"a b\"")]
    [InlineData("UUID", "\"0f8fad5b\"")]
    public void TryParse_NotOfTheType_IsRefused(string name, string literal) =>
        Assert.False(BuiltInScalars.Find(name)!.TryParse(Utf8Parser.ParseValue(literal), out _));

    [Fact]
    public void TryWrite_WhatHasNoRepresentation_WritesNothing()
    {
        using var writer = new ResultWriter();

        Assert.False(BuiltInScalars.Find("Int")!.TryWrite(long.MaxValue, writer));
        Assert.False(BuiltInScalars.Find("Float")!.TryWrite(double.NaN, writer));
        Assert.False(BuiltInScalars.Find("JSON")!.TryWrite(new List<object> { 1, new StringBuilder() }, writer));
        Assert.Equal(0, writer.Position);
    }

    [Fact]
    public void DescribeInvalid_OfAFormat_ShowsOneThatIsRight() =>
        Assert.Equal(
            "LocalTime cannot represent value: \"noon\"; one is written like \"18:30:00\".",
            BuiltInScalars.Find("LocalTime")!.DescribeInvalid(Utf8Parser.ParseValue("\"noon\"")));

    [Fact]
    public void TryParse_DeepJson_IsReadLikeAnyOther()
    {
        var literal = Utf8Parser.ParseValue(new string('[', 150) + new string(']', 150));

        Assert.True(BuiltInScalars.Find("JSON")!.TryParse(literal, out var value));
        using var writer = new ResultWriter();
        Assert.True(BuiltInScalars.Find("JSON")!.TryWrite(value!, writer));
        Assert.Equal(300, writer.Position);
    }

    [Fact]
    public void TryWrite_AJsonElement_IsWrittenInOneLine()
    {
        using var writer = new ResultWriter();

        Assert.True(BuiltInScalars.Find("Any")!.TryWrite(JsonDocument.Parse("{\n  \"a\": null\n}").RootElement, writer));
        Assert.Equal("{\"a\":null}", Encoding.UTF8.GetString(writer.Written.Span));
    }

    [Fact]
    public void TryWrite_ASingle_IsAsShortAsItPrints()
    {
        using var writer = new ResultWriter();

        Assert.True(BuiltInScalars.Find("Float")!.TryWrite(0.1f, writer));
        Assert.Equal(0.1f.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(writer.Written.Span));
    }
}
