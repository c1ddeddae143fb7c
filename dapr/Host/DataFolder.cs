namespace MusicGraph.Host;

/// <summary>The folder that everything is kept in. Only one host at a time may use it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
        Hold = System.IO.Path.Combine(path, "starting");
    }

    public string Path { get; }

    /// <summary>A file that is there while the host starts; the gateway says that it is not ready as long as it sees it.</summary>
    public string Hold { get; }

    /// <summary>A folder for what is needed for a moment.</summary>
    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    /// <exception cref="HostException">The folder cannot be used, or another host uses it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Create(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"The data folder {full} cannot be made: {error.Message}", inner: error);
        }

        FileStream? held = null;
        try
        {
            held = new FileStream(
                System.IO.Path.Combine(full, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var data = new DataFolder(full, held);
            if (Directory.Exists(data.Temporary))
                Directory.Delete(data.Temporary, recursive: true);
            File.WriteAllText(data.Hold, "The host that uses this folder is starting.\n");
            return data;
        }
        catch (IOException error) when (held is null)
        {
            throw new HostException($"The data folder {full} is in use by another host; --data names another one.", inner: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new HostException($"The data folder {full} cannot be written to: {error.Message}", inner: error);
        }
    }

    /// <summary>What is kept here, such as e-mail addresses, is not for the machine's other users.</summary>
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Lets the gateway say that it is ready.</summary>
    public void Release() => File.Delete(Hold);

    public void Dispose()
    {
        Release();
        _lock.Dispose();
    }
}
