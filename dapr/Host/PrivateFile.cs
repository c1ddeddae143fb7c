namespace MusicGraph.Host;

/// <summary>A file that only its owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Writes all of it or nothing: a kill while it is written must not leave half a file.</summary>
    public static void Write(string file, Action<Stream> write)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var part = file + ".part";
        File.Delete(part);
        using (var stream = new FileStream(part, options))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
    }
}
