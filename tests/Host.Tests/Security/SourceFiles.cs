using MusicGraph.Host.Tests.Deployment;

namespace MusicGraph.Host.Tests.Security;

/// <summary>What is in the repository, without what is built or installed.</summary>
internal static class SourceFiles
{
    private static readonly string[] s_notOurs = ["bin", "obj", "node_modules", ".git", ".vs", ".idea", "TestResults", "data", "results", "BenchmarkDotNet.Artifacts"];

    public static IReadOnlyList<string> All { get; } = [.. Under(new DirectoryInfo(Kustomization.Root))];

    /// <summary>A file's path as in messages.</summary>
    public static string Name(string file) => Path.GetRelativePath(Kustomization.Root, file);

    private static IEnumerable<string> Under(DirectoryInfo folder) => folder.EnumerateFiles().Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories().Where(each => !s_notOurs.Contains(each.Name)).SelectMany(Under));
}
