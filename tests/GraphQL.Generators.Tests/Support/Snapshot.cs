using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>
/// Compares text with what was kept under <c>__snapshots__</c> beside the test. With UPDATE_SNAPSHOTS=1, or without a kept text, the text is
/// kept and the test passes; but where CI is set, a missing one is a failure: somebody forgot to commit it.
/// </summary>
internal static class Snapshot
{
    public static void Match(string actual, [CallerMemberName] string name = "", [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "__snapshots__");
        var file = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(testFile)}.{name}.snap");
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var isKept = File.Exists(file);
        Assert.True(isKept || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), $"There is no snapshot {file}.");
        if (!isKept || Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
