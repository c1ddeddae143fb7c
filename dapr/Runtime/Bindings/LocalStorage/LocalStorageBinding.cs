using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings.LocalStorage;

/// <summary><c>bindings.localstorage</c>: files below <c>rootPath</c>.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-bindings/localstorage/. As daprd's, <c>create</c> writes the text of a JSON
/// string, decoded where it is base64, and any other JSON as it is; <c>get</c> answers the bytes, <c>list</c> absolute paths, <c>delete</c>
/// nothing. Where daprd clips a path that leaves <c>rootPath</c>, this refuses it.
/// </remarks>
internal sealed class LocalStorageBinding : IOutputBinding
{
    private readonly string _root;

    private LocalStorageBinding(string root) => _root = root;

    public IReadOnlyList<string> Capabilities { get; } = ["OUTPUT_BINDING"];

    public IReadOnlyList<string> Operations { get; } = ["create", "get", "list", "delete"];

    public static LocalStorageBinding Open(ComponentContext context)
    {
        var path = context.Metadata.Required("rootPath");
        BindingDirections.ReadCommon(context.Metadata);
        context.Metadata.Refuse("fromTemp");
        context.Metadata.EnsureAllRead();
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, context.WorkingDirectory));
        try
        {
            Directory.CreateDirectory(root);
            return new LocalStorageBinding(Directory.ResolveLinkTarget(root, returnFinalTarget: true)?.FullName ?? root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw context.Definition.Error($"the folder of metadata field 'rootPath', {root}, cannot be made: {error.Message}", error);
        }
    }

    public async Task<BindingResult?> InvokeAsync(
        string operation, ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var name = metadata.GetValueOrDefault("fileName", "");
        if (name.Length == 0 && operation == "create")
            name = Guid.NewGuid().ToString();

        var path = StoragePath.Resolve(_root, name);
        try
        {
            switch (operation)
            {
                case "create":
                    await CreateAsync(path, data, cancellationToken).ConfigureAwait(false);
                    return Json(writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteString("fileName"u8, Path.GetRelativePath(_root, path));
                        writer.WriteEndObject();
                    });
                case "get":
                    return Get(path);
                case "list":
                    return List(path);
                default:
                    Delete(path);
                    return null;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BindingException(error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Writes beside the file and moves it into place, so that nobody reads half of it and a crash leaves the old one.</summary>
    private static async Task CreateAsync(string path, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: false);
            await using (file.ConfigureAwait(false))
            {
                using var content = BindingData.TextOrBase64(data);
                await file.WriteAsync(content.Memory, cancellationToken).ConfigureAwait(false);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static BindingResult Get(string path)
    {
        if (!File.Exists(path))
            throw new BindingException($"file not found: {path}");

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: false);
        return new BindingResult(file, file.Length);
    }

    private static BindingResult List(string path)
    {
        if (!Directory.Exists(path))
            throw new BindingException($"unable to list files as the file specified is not a directory: {path}");

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return Json(writer =>
        {
            // Go writes an empty list that was never made as null, and so does daprd here.
            if (files.Count == 0)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteStartArray();
            foreach (var file in files)
                writer.WriteStringValue(file);
            writer.WriteEndArray();
        });
    }

    private static void Delete(string path)
    {
        if (!File.Exists(path))
            throw new BindingException($"error deleting file {path}: no such file");
        File.Delete(path);
    }

    private static BindingResult Json(Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        stream.Position = 0;
        return new BindingResult(stream, stream.Length);
    }
}
