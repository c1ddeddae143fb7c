using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore.Uploads;

/// <summary>
/// A request of the GraphQL multipart request specification: the operations, then a map of files to variables, then the files. Files
/// are received one after the other, the large ones to disk.
/// </summary>
internal sealed class MultipartRequest : IAsyncDisposable
{
    private const int MaxBoundaryLength = 128;

    private readonly List<UploadedFile> _files = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private MultipartRequest()
    {
    }

    /// <summary>The operations, the number of its file in the place of each.</summary>
    public ReadOnlyMemory<byte> Operations { get; private set; }

    public IReadOnlyList<IFile> Files => _files;

    /// <exception cref="UploadException">The request is not well-formed or larger than allowed.</exception>
    public static async Task<MultipartRequest> ReadAsync(HttpRequest request, GraphQLServerOptions options, CancellationToken cancellationToken)
    {
        var size = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is { IsReadOnly: false }) size.MaxRequestBodySize = options.Uploads.MaxRequestBytes;
        if (request.ContentLength > options.Uploads.MaxRequestBytes) throw TooLarge(options.Uploads.MaxRequestBytes);

        var result = new MultipartRequest();
        try
        {
            await result.ReadPartsAsync(request, options, cancellationToken);
            return result;
        }
        catch (Exception exception)
        {
            await result.DisposeAsync();
            throw exception switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(options.Uploads.MaxRequestBytes),
                InvalidDataException or BadHttpRequestException => new UploadException("HC0033", $"The multipart form could not be read: {exception.Message}"),
                IOException => new UploadException("HC0033", "The multipart form could not be read."),
                _ => exception,
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }

    private async Task ReadPartsAsync(HttpRequest request, GraphQLServerOptions options, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? operations = null;
        UploadMap? map = null;
        var reader = new MultipartReader(Boundary(request.ContentType), request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            var (name, fileName) = NameOf(part);
            switch (name)
            {
                case "operations" when operations is null:
                    operations = await ReadTextAsync(part, options.MaxRequestBodyBytes, cancellationToken);
                    break;
                case "map" when map is null:
                    if (operations is null) throw new UploadException("HC0035", "The 'map' must come after the 'operations'.");
                    map = UploadMap.Parse(await ReadTextAsync(part, options.MaxRequestBodyBytes, cancellationToken), options.Uploads.MaxFiles);
                    break;
                default:
                    if (map is null) throw new UploadException("HC0035", "The files must come after the 'operations' and the 'map'.");
                    if (map.Contains(name) && !_numbers.ContainsKey(name)) await ReceiveAsync(name, fileName, part, options.Uploads, cancellationToken);
                    break;
            }
        }

        if (operations is not { } json) throw new UploadException("HC0034", "The request has no 'operations'.");
        if (map is null) throw new UploadException("HC0044", "The request has no 'map'.");
        Operations = map.Apply(json, _numbers);
    }

    private async Task ReceiveAsync(string name, string? fileName, MultipartSection part, GraphQLUploadOptions options, CancellationToken cancellationToken)
    {
        var file = await UploadedFile.ReceiveAsync(
            fileName ?? name, part.ContentType, part.Body, options.MemoryThresholdBytes, options.MaxFileBytes, cancellationToken)
            ?? throw new UploadException("HC0010", $"The file '{name}' is larger than {options.MaxFileBytes} bytes.", isTooLarge: true);
        _numbers.Add(name, _files.Count);
        _files.Add(file);
    }

    private static string Boundary(string? contentType)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        return boundary is { Length: > 0 and <= MaxBoundaryLength } ? boundary : throw new UploadException("HC0033", "The content type has no boundary.");
    }

    private static (string Name, string? FileName) NameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw new UploadException("HC0033", "A part of the multipart form has no name.");
        }

        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return (name, HeaderUtilities.RemoveQuotes(fileName).Value);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadTextAsync(MultipartSection part, int maxBytes, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        int count;
        while ((count = await part.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (text.Length + count > maxBytes)
                throw new UploadException("HC0010", $"The operations and the map must be no larger than {maxBytes} bytes.", isTooLarge: true);
            text.Write(buffer, 0, count);
        }

        return text.ToArray();
    }

    private static UploadException TooLarge(long maxBytes) => new("HC0010", $"The request is larger than {maxBytes} bytes.", isTooLarge: true);
}
