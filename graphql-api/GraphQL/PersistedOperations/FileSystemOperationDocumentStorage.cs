using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>
/// Documents as files <c>ID.graphql</c> of one folder, named as HotChocolate names them: <c>/</c> and <c>+</c> of Base64 become <c>-</c> and
/// <c>_</c>, and <c>=</c> is left out. A file that is added later is found.
/// </summary>
/// <param name="maxBytes">The most that the folder may come to hold by registration; files that are put there count, but are always read.</param>
internal sealed class FileSystemOperationDocumentStorage(string folder, long maxBytes) : IOperationDocumentStorage
{
    private const string Extension = ".graphql";

    private readonly SemaphoreSlim _writing = new(1);
    private long? _bytes;

    public async ValueTask<IOperationDocument?> TryReadAsync(OperationDocumentId documentId, CancellationToken cancellationToken = default)
    {
        if (!TryGetPath(documentId, out var path) || !File.Exists(path)) return null;
        try
        {
            return new OperationDocumentSourceText(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (FileNotFoundException)
        {
            // Removed since it was looked for: it is not there.
            return null;
        }
    }

    public async ValueTask SaveAsync(OperationDocumentId documentId, IOperationDocument document, CancellationToken cancellationToken = default)
    {
        if (!TryGetPath(documentId, out var path)) return;
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(folder);
            _bytes ??= new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Sum(file => file.Length);
            var text = document.ToArray();
            if (File.Exists(path) || _bytes + text.Length > maxBytes) return;

            // A reader finds all of the file or none.
            var unfinished = path + ".tmp";
            await File.WriteAllBytesAsync(unfinished, text, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            _bytes += text.Length;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A client chooses the id: only letters, digits and a few signs may come into a file's name.</summary>
    private bool TryGetPath(OperationDocumentId id, [NotNullWhen(true)] out string? path)
    {
        var name = id.Value.TrimEnd('=').Replace('/', '-').Replace('+', '_');
        var isSafe = name.Length > 0 && name[0] != '.' && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.');
        path = isSafe ? Path.Combine(folder, name + Extension) : null;
        return isSafe;
    }
}
