namespace MusicGraph.Host.Tests;

public sealed class HostOptionsTests
{
    [Fact]
    public void Parse_Nothing_GivesTheDefaults() => Assert.Equal(new HostOptions(), HostOptions.Parse([]));

    [Fact]
    public void Parse_EveryOption_IsUnderstood()
    {
        var options = HostOptions.Parse(
            ["--port", "5001", "--data", "d", "--components=c", "--import", "music", "--no-demo", "--processes"]);

        Assert.Equal(new HostOptions(5001, "d", "c", "music", Demo: false, Processes: true), options);
    }

    [Fact]
    public void Parse_ValueWithEqualsSign_IsKeptWhole() => Assert.Equal("a=b", HostOptions.Parse(["--data=a=b"]).Data);

    [Fact]
    public void Parse_Replicas_OfSeveralApps_AreUnderstood()
    {
        var replicas = HostOptions.Parse(["--replicas", "gateway=2", "--replicas=social=3"]).Replicas!;

        Assert.Equal((2, 2, 3), (replicas.Count, replicas["gateway"], replicas["social"]));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Parse_Help_IsUnderstood(string arg) => Assert.True(HostOptions.Parse([arg]).Help);

    [Theory]
    [InlineData("--prot")]
    [InlineData("--prot=1")]
    [InlineData("-x")]
    [InlineData("music")]
    [InlineData("--no-demo=true")]
    [InlineData("--port")]
    [InlineData("--port=")]
    [InlineData("--port=none")]
    [InlineData("--port=0")]
    [InlineData("--port=65536")]
    [InlineData("--port=-1")]
    [InlineData("--data", "--no-demo")]
    [InlineData("--replicas=2")]
    [InlineData("--replicas=gateway=0")]
    [InlineData("--replicas", "gateway=two")]
    public void Parse_WrongCommandLine_SaysWhatIsWrongAndWhereHelpIs(params string[] args)
    {
        var error = Assert.Throws<HostException>(() => HostOptions.Parse(args));

        Assert.Equal(HostException.Usage, error.ExitCode);
        Assert.Contains(args[0].Split('=')[0], error.Message);
        Assert.Contains("--help", error.Message);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--data")]
    [InlineData("--components")]
    [InlineData("--import")]
    [InlineData("--no-demo")]
    [InlineData("--processes")]
    [InlineData("--replicas")]
    [InlineData("--help")]
    public void HelpText_NamesEveryOption(string option) => Assert.Contains(option, HostOptions.HelpText);
}
