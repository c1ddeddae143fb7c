using System.Diagnostics;

namespace MusicGraph.Host.Tests.Deployment;

public sealed class TestScriptTests
{
    /// <summary>A set that can be deployed is one that the end-to-end suite can be run on.</summary>
    [Fact]
    public async Task Components_NameIsUnknown_TellsTheSetsThatThereAre()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Kustomization.Root, "test.sh"), "--components", "nothing"])
        {
            RedirectStandardError = true,
        })!;

        var error = await script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, script.ExitCode);
        Assert.Equal(
            Directory.GetDirectories(Kustomization.Overlays).Select(Path.GetFileName).Append("local").Order(),
            error.Trim().Split(": ")[1].Split(' ').Order());
    }
}
