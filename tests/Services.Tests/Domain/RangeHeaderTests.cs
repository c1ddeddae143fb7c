using MusicGraph.Audio.Ranges;

namespace MusicGraph.Services.Tests.Domain;

public sealed class RangeHeaderTests
{
    [Theory]
    [InlineData("bytes=0-0", "0-0")]
    [InlineData("bytes=0-", "0-999")]
    [InlineData("bytes=10-19", "10-19")]
    [InlineData("bytes=990-5000", "990-999")]
    [InlineData("bytes=-10", "990-999")]
    [InlineData("bytes=-5000", "0-999")]
    [InlineData("BYTES=1-2", "1-2")]
    [InlineData("bytes= 0-1 ,\t5-6", "0-1,5-6")]
    [InlineData("bytes=,0-1,,", "0-1")]
    [InlineData("bytes=5-6,0-1", "5-6,0-1")]
    [InlineData("bytes=0-5,3-9", "0-9")]
    [InlineData("bytes=0-5,6-9,20-29", "0-9,20-29")]
    [InlineData("bytes=0-1,2000-3000", "0-1")]
    [InlineData("bytes=0-99999999999999999999999", "0-999")]
    public void Read_Satisfiable_GivesTheRanges(string header, string expected) =>
        Assert.Equal(expected, string.Join(',', RangeHeader.Read(header, 1_000)!.Select(range => $"{range.Start}-{range.End}")));

    [Theory]
    [InlineData("bytes=1000-")]
    [InlineData("bytes=5000-6000,7000-")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=99999999999999999999999-")]
    public void Read_BeyondTheEnd_GivesNone(string header) => Assert.Empty(RangeHeader.Read(header, 1_000)!);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bytes")]
    [InlineData("bytes=")]
    [InlineData("bytes=,")]
    [InlineData("bytes=-")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=1")]
    [InlineData("bytes=2-1")]
    [InlineData("bytes=1-2-3")]
    [InlineData("bytes=--1")]
    [InlineData("bytes=+1-2")]
    [InlineData("bytes=0-1,x")]
    [InlineData("seconds=0-1")]
    public void Read_MalformedOrOfAnotherUnit_IsIgnored(string? header) => Assert.Null(RangeHeader.Read(header, 1_000));

    [Fact]
    public void Read_TooManyRanges_IsIgnored() =>
        Assert.Null(RangeHeader.Read("bytes=" + string.Join(',', Enumerable.Range(0, 51).Select(i => $"{i * 2}-{i * 2}")), 1_000));
}
