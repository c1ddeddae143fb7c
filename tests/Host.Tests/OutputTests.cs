using MusicGraph.Host.Import;
using MusicGraph.Host.Output;

namespace MusicGraph.Host.Tests;

public sealed class OutputTests
{
    [Fact]
    public void Format_Apps_StandInColumns()
    {
        var table = StatusTable.Format(
        [
            new AppStatus("gateway", new Uri("http://127.0.0.1:5000/"), new Uri("http://127.0.0.1:40001/"), Healthy: true),
            new AppStatus("users", new Uri("http://127.0.0.1:40002/"), new Uri("http://127.0.0.1:40003/"), Healthy: false),
        ]).Split(Environment.NewLine);

        Assert.Equal("  app      address                 sidecar                 health", table[0]);
        Assert.Equal("  gateway  http://127.0.0.1:5000   http://127.0.0.1:40001  healthy", table[1]);
        Assert.Equal("  users    http://127.0.0.1:40002  http://127.0.0.1:40003  NOT HEALTHY", table[2]);
    }

    [Fact]
    public void Report_NoTerminal_WritesALineForEachFile()
    {
        var output = new StringWriter();
        var progress = new ImportProgress(output, total: 2, width: null);

        progress.Report(FileOutcome.Added, "Tide - Odile");
        progress.Report(FileOutcome.Skipped, "a.txt: not music");
        progress.End();

        var lines = output.ToString().Split(Environment.NewLine);
        Assert.Equal("  [1/2] added         Tide - Odile", lines[0]);
        Assert.Equal("  [2/2] skipped       a.txt: not music", lines[1]);
    }

    [Fact]
    public void Report_ControlCharactersInAName_DoNotReachTheTerminal()
    {
        var output = new StringWriter();

        new ImportProgress(output, total: 1, width: null).Report(FileOutcome.Added, "Tide\n\u001b[2J");

        Assert.Equal("  [1/1] added         Tide??[2J" + Environment.NewLine, output.ToString());
    }

    [Fact]
    public void Report_Terminal_DrawsABarThatNeverWraps()
    {
        var output = new StringWriter();
        var progress = new ImportProgress(output, total: 2, width: 60);

        progress.Report(FileOutcome.Added, new string('x', 200));
        progress.Report(FileOutcome.Skipped, "a.txt: not music");
        progress.End();

        Assert.Contains("[############............] 1/2 xxx", output.ToString());
        Assert.Contains("skipped a.txt: not music" + Environment.NewLine, output.ToString());
        Assert.All(output.ToString().Split('\r', '\n'), line => Assert.True(line.Length < 60, line));
    }
}
