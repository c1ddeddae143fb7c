using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore.Uploads;

/// <summary>A file that has been received: in memory while it is small, else in a temporary file that vanishes with this.</summary>
internal sealed class UploadedFile : IFile, IAsyncDisposable
{
    private const int BufferSize = 16 * 1024;

    private byte[] _head = [];
    private FileStream? _file;

    private UploadedFile(string name, string? contentType)
    {
        Name = name;
        ContentType = contentType;
    }

    public string Name { get; }
    public string? ContentType { get; }
    public long? Length { get; private set; }

    /// <summary>Receives a file; null when it is larger than allowed.</summary>
    /// <param name="thresholdBytes">The most that is held in memory.</param>
    public static async Task<UploadedFile?> ReceiveAsync(
        string name, string? contentType, Stream body, int thresholdBytes, long maxBytes, CancellationToken cancellationToken)
    {
        var file = new UploadedFile(name, contentType);
        if (await file.TryReceiveAsync(body, thresholdBytes, maxBytes, cancellationToken)) return file;
        await file.DisposeAsync();
        return null;
    }

    public Stream OpenReadStream() => _file is null
        ? new MemoryStream(_head, writable: false)
        : new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: true);

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken = default)
    {
        await using var source = OpenReadStream();
        await source.CopyToAsync(target, cancellationToken);
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? default;

    private async Task<bool> TryReceiveAsync(Stream body, int thresholdBytes, long maxBytes, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[BufferSize];
        long length = 0;
        try
        {
            int count;
            while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                length += count;
                if (length > maxBytes) return false;
                if (_file is null && length > thresholdBytes)
                {
                    _file = Create();
                    await _file.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), cancellationToken);
                }

                if (_file is null) memory.Write(buffer, 0, count);
                else await _file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        Length = length;
        if (_file is null) _head = memory.ToArray();
        else await _file.FlushAsync(cancellationToken);
        return true;
    }

    private static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
