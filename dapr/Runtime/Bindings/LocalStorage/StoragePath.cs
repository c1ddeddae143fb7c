namespace MusicGraph.Dapr.Runtime.Bindings.LocalStorage;

/// <summary>Paths below a folder that cannot leave it.</summary>
internal static class StoragePath
{
    /// <exception cref="BindingException">The name leads out of <paramref name="root"/>, by itself or over a symbolic link.</exception>
    public static string Resolve(string root, string name)
    {
        // A name may begin with a slash; it is below the root all the same.
        var path = name.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(name.TrimStart('/', '\\'), root);
        if (path is null || !IsWithin(root, path))
            throw new BindingException($"the file name '{name}' leads out of rootPath");

        // The parts that exist must not be links to somewhere else.
        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            FileSystemInfo info = Directory.Exists(part) ? new DirectoryInfo(part) : new FileInfo(part);
            if (info.LinkTarget is not null && !(info.ResolveLinkTarget(returnFinalTarget: true) is { } target && IsWithin(root, target.FullName)))
                throw new BindingException($"the file name '{name}' leads out of rootPath");
        }

        return path;
    }

    private static bool IsWithin(string root, string path)
        => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
