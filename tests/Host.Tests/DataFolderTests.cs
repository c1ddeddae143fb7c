namespace MusicGraph.Host.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderInUse_SaysSo()
    {
        using var first = DataFolder.Open(_folder.Path);

        Assert.Contains("in use", Assert.Throws<HostException>(() => DataFolder.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Open_AfterAKill_CleansUpWhatWasLeft()
    {
        _folder.Write("tmp/half.ogg", "x"u8);
        _folder.Write("starting", "x"u8);

        using var data = DataFolder.Open(_folder.Path);

        Assert.False(Directory.Exists(data.Temporary));
        Assert.True(File.Exists(data.Hold));
        data.Release();
        Assert.False(File.Exists(data.Hold));
    }

    [Fact]
    public void Open_NewFolder_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders have no Unix mode there.");
        var path = System.IO.Path.Combine(_folder.Path, "new");

        using var data = DataFolder.Open(path);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Open_PathThatIsAFile_SaysSo()
    {
        var file = _folder.Write("file", "x"u8);

        Assert.Contains(file, Assert.Throws<HostException>(() => DataFolder.Open(file)).Message);
    }
}
