using System.Text;
using System.Text.Json;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.PersistedOperations;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Finds the document that a request means: by its text, or by the id under which it is stored.</summary>
internal sealed class DocumentSource(
    Schema schema,
    RequestExecutorOptions options,
    IOperationDocumentStorage? storage,
    IDocumentHashProvider hash)
{
    private readonly DocumentCache _cache = new(options.MaxCachedDocumentBytes);

    /// <summary>Whether all there is to a request's document is its text.</summary>
    public bool IsPlain(OperationRequest request) =>
        !request.IsQueryId && request.DocumentId is null && (!options.PersistedOperations.OnlyAllowPersistedDocuments || request.AllowsNonPersisted);

    /// <exception cref="GraphQLSyntaxException">It is no GraphQL document.</exception>
    /// <exception cref="GraphQLException">The document is too large or no Unicode.</exception>
    public CompiledDocument Get(OperationRequest request)
    {
        var form = request.IsQueryEscaped ? DocumentForm.EscapedText : DocumentForm.Text;
        if (_cache.TryGet(request.Query.Span, form, out var known))
        {
            request.Observed?.OnDocument(isCached: true);
            return known;
        }

        CheckLength(request);
        var key = request.Query.ToArray();
        var document = CompiledDocument.Compile(schema, request.IsQueryEscaped ? Unescape(key) : key, options, request.Observed);
        _cache.Add(key, form, document, key.Length);
        request.Observed?.OnDocument(isCached: false);
        return document;
    }

    /// <summary>The document of a request that names one of the storage, brings one for it, or may only use one of it.</summary>
    /// <exception cref="GraphQLSyntaxException">It is no GraphQL document.</exception>
    /// <exception cref="GraphQLException">There is none, or it is not allowed.</exception>
    public async ValueTask<CompiledDocument> GetPersistedAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        var persisted = options.PersistedOperations;
        if (request.IsQueryId)
        {
            if (_cache.TryGet(request.Query.Span, DocumentForm.Id, out var known)) return known;
            if (storage is null) throw new GraphQLException(new GraphQLError("PersistedQueryNotSupported", Code: "PERSISTED_QUERY_NOT_SUPPORTED"));
            return await ReadAsync(request.Query, cancellationToken) ?? throw new GraphQLException(NotFound(persisted));
        }

        if (persisted.OnlyAllowPersistedDocuments && !request.AllowsNonPersisted)
        {
            var stored = persisted.AllowDocumentBody && storage is not null
                ? await ReadAsync(Encoding.UTF8.GetBytes(HashOf(request)), cancellationToken)
                : null;
            return stored ?? throw new GraphQLException(persisted.OperationNotAllowedError);
        }

        return persisted.IsAutomatic && storage is not null ? await RegisterAsync(storage, request, cancellationToken) : Get(request);
    }

    /// <summary>Apollo's automatic persisted queries: text and hash come together once, the hash alone from then on.</summary>
    private async ValueTask<CompiledDocument> RegisterAsync(IOperationDocumentStorage target, OperationRequest request, CancellationToken cancellationToken)
    {
        if (HashOf(request) != request.DocumentId)
            throw new GraphQLException(new GraphQLError("The hash of the persisted query is not that of its text.", Code: "PERSISTED_QUERY_HASH_MISMATCH"));
        var key = Encoding.UTF8.GetBytes(request.DocumentId);
        if (_cache.TryGet(key, DocumentForm.Id, out var known)) return known;
        var text = TextOf(request);
        var document = CompiledDocument.Compile(schema, text, options, request.Observed);
        if (document.Errors.Count > 0) return document;
        _cache.Add(key, DocumentForm.Id, document, text.Length);
        await target.SaveAsync(new OperationDocumentId(request.DocumentId), new OperationDocumentSourceText(text), cancellationToken);
        return document;
    }

    private async ValueTask<CompiledDocument?> ReadAsync(ReadOnlyMemory<byte> id, CancellationToken cancellationToken)
    {
        if (_cache.TryGet(id.Span, DocumentForm.Id, out var known)) return known;
        if (id.Length > OperationDocumentId.MaxLength) return null;
        var documentId = OperationDocumentId.Parse(Encoding.UTF8.GetString(id.Span));
        if (documentId.IsEmpty || await storage!.TryReadAsync(documentId, cancellationToken) is not { } stored) return null;
        var text = stored.ToArray();
        var document = CompiledDocument.Compile(schema, text, options);
        _cache.Add(id.ToArray(), DocumentForm.Id, document, text.Length);
        return document;
    }

    private string HashOf(OperationRequest request)
    {
        CheckLength(request);
        return hash.ComputeHash(TextOf(request).Span);
    }

    private void CheckLength(OperationRequest request)
    {
        if (request.Query.Length > options.MaxDocumentBytes) throw new GraphQLException($"The document is larger than {options.MaxDocumentBytes} bytes.");
    }

    private static GraphQLError NotFound(PersistedOperationOptions persisted) => persisted.IsAutomatic
        ? new GraphQLError("PersistedQueryNotFound", Code: "PERSISTED_QUERY_NOT_FOUND")
        : new GraphQLError("The specified persisted operation key is invalid.", Code: "HC0020");

    private static ReadOnlyMemory<byte> TextOf(OperationRequest request) => request.IsQueryEscaped ? Unescape(request.Query.ToArray()) : request.Query.ToArray();

    private static ReadOnlyMemory<byte> Unescape(byte[] text)
    {
        if (!text.AsSpan().Contains((byte)'\\')) return text;
        byte[] literal = [(byte)'"', .. text, (byte)'"'];
        var reader = new Utf8JsonReader(literal);
        reader.Read();
        try
        {
            var length = reader.CopyString(literal = new byte[literal.Length]);
            return literal.AsMemory(0, length);
        }
        catch (InvalidOperationException)
        {
            // An escape names half of a surrogate pair.
            throw new GraphQLException("The document is not valid Unicode.");
        }
    }
}
