using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.PersistedOperations;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Documents that the server knows by their ids, by HotChocolate's names.</summary>
public static class PersistedOperationExtensions
{
    private const long DefaultMaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Has clients ask for documents of the storage by their ids. Texts are taken as well, unless
    /// <see cref="PersistedOperationOptions.OnlyAllowPersistedDocuments"/> is set.
    /// </summary>
    public static IRequestExecutorBuilder UsePersistedOperationPipeline(this IRequestExecutorBuilder builder) => builder.SetAutomatic(false);

    /// <summary>Has clients register documents under their SHA-256 as they go: Apollo's automatic persisted queries.</summary>
    public static IRequestExecutorBuilder UseAutomaticPersistedOperationPipeline(this IRequestExecutorBuilder builder) => builder.SetAutomatic(true);

    /// <summary>Keeps documents in memory.</summary>
    /// <param name="maxBytes">The most that they may take, in bytes; past it those go that were not asked for longest.</param>
    public static IRequestExecutorBuilder AddInMemoryOperationDocumentStorage(this IRequestExecutorBuilder builder, long maxBytes = DefaultMaxBytes) =>
        builder.AddStorage(_ => new InMemoryOperationDocumentStorage(maxBytes));

    /// <summary>Keeps documents as files <c>ID.graphql</c>.</summary>
    /// <param name="cacheDirectory">The folder; <c>persisted_operations</c> where null.</param>
    /// <param name="maxBytes">The size of the folder, in bytes, past which no more documents are registered.</param>
    public static IRequestExecutorBuilder AddFileSystemOperationDocumentStorage(
        this IRequestExecutorBuilder builder, string? cacheDirectory = null, long maxBytes = DefaultMaxBytes) =>
        builder.AddStorage(_ => new FileSystemOperationDocumentStorage(cacheDirectory ?? "persisted_operations", maxBytes));

    /// <summary>
    /// Takes the documents of manifests that clients' builds wrote: those of relay-compiler, GraphQL Code Generator and Apollo. They are read
    /// when the server starts, which fails when one is none.
    /// </summary>
    /// <param name="files">Paths of JSON files.</param>
    public static IRequestExecutorBuilder AddOperationManifest(this IRequestExecutorBuilder builder, params IReadOnlyList<string> files) =>
        builder.AddStorage(_ => OperationManifest.Load(files));

    /// <summary>Has documents identified by their SHA-256; hexadecimal, which is what clients send, is the default of a server without this.</summary>
    public static IServiceCollection AddSha256DocumentHashProvider(this IServiceCollection services, HashFormat format = HashFormat.Base64) =>
        services.RemoveAll<IDocumentHashProvider>().AddSingleton<IDocumentHashProvider>(new Sha256DocumentHashProvider(format));

    private static IRequestExecutorBuilder AddStorage(this IRequestExecutorBuilder builder, Func<IServiceProvider, IOperationDocumentStorage> create)
    {
        builder.Services.AddSingleton(create);
        return builder;
    }

    private static IRequestExecutorBuilder SetAutomatic(this IRequestExecutorBuilder builder, bool isAutomatic) =>
        builder.ModifyRequestOptions(options => options.PersistedOperations.IsAutomatic = isAutomatic);
}
