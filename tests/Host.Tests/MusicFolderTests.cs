using System.Security.Cryptography;
using MusicGraph.Host.Import;

namespace MusicGraph.Host.Tests;

public sealed class MusicFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_Subfolders_AreSearchedAndCoversLeftOut()
    {
        var a = _folder.Write("a.ogg", "a"u8);
        var b = _folder.Write("x/y/b.mp3", "b"u8);
        _folder.Write("x/y/Cover.JPG", "c"u8);

        Assert.Equal([a, b], MusicFolder.Files(_folder.Path));
    }

    [Fact]
    public void Files_LinkThatLeadsInCircles_IsNotFollowed()
    {
        var a = _folder.Write("x/a.ogg", "a"u8);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "x", "loop"), _folder.Path);

        Assert.Equal([a], MusicFolder.Files(_folder.Path));
    }

    [Fact]
    public void CoverBeside_PictureInTheFolder_IsFound()
    {
        var song = _folder.Write("x/a.ogg", "a"u8);
        var cover = _folder.Write("x/folder.png", "c"u8);
        _folder.Write("x/holiday.png", "c"u8);

        Assert.Equal(cover, MusicFolder.CoverBeside(song));
        Assert.Null(MusicFolder.CoverBeside(Path.Combine(_folder.Path, "a.ogg")));
        Assert.Null(MusicFolder.CoverBeside(Path.Combine(_folder.Path, "gone", "a.ogg")));
    }

    [Fact]
    public async Task TakeAsync_File_IsCopiedAndHashedAndTheCopyRemovedInTheEnd()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var song = _folder.Write("a.ogg", bytes);

        string copy;
        using (var snapshot = await Snapshot.TakeAsync(song, _folder.Path, TestContext.Current.CancellationToken))
        {
            copy = snapshot.Path;
            File.WriteAllText(song, "changed");
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), snapshot.Hash);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
        }

        Assert.False(File.Exists(copy));
    }

    [Fact]
    public async Task TakeAsync_FileThatVanished_FailsAndLeavesNothing()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(
            () => Snapshot.TakeAsync(Path.Combine(_folder.Path, "gone.ogg"), _folder.Path, TestContext.Current.CancellationToken));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }
}
