namespace MusicGraph.GraphQL.Types;

/// <summary>A file that came with a request; it can be read until the request has been answered.</summary>
public interface IFile
{
    /// <summary>The name that the client gave it: not to be trusted as a path.</summary>
    string Name { get; }

    /// <summary>In bytes.</summary>
    long? Length { get; }

    /// <summary>The media type that the client says it is of, or null.</summary>
    string? ContentType { get; }

    Task CopyToAsync(Stream target, CancellationToken cancellationToken = default);

    /// <summary>Opens the file from its beginning; each call gives a stream of its own.</summary>
    Stream OpenReadStream();
}
