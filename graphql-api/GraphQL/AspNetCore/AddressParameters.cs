using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The parameters of a GET (GraphQL over HTTP, section 5.3).</summary>
internal static class AddressParameters
{
    /// <summary>Whether the address asks for an operation, rather than for the page that a browser shows there.</summary>
    public static bool HasOperation(HttpRequest request) => request.QueryString.HasValue
        && (request.Query.ContainsKey("query") || request.Query.ContainsKey("documentId") || request.Query.ContainsKey("id") || request.Query.ContainsKey("extensions"));

    /// <param name="documentId">The id of the document where the path says it; empty where the parameters do.</param>
    public static bool TryParse(IQueryCollection address, out RequestParameters parameters, out string? error, ReadOnlyMemory<byte> documentId = default)
    {
        parameters = default;
        if (!TryParseObject(address["variables"], out var variables))
        {
            error = "The parameter 'variables' must be a JSON object.";
            return false;
        }

        if (!TryParseObject(address["extensions"], out var extensions))
        {
            error = "The parameter 'extensions' must be a JSON object.";
            return false;
        }

        ReadOnlyMemory<byte> query = documentId.IsEmpty ? Bytes(address["query"]) : default;
        error = null;
        var isId = query.IsEmpty;
        if (isId) query = documentId.IsEmpty ? DocumentId(address, extensions, out error) : documentId;
        if (query.IsEmpty)
        {
            error ??= "The parameter 'query' is missing.";
            return false;
        }

        var operationName = address["operationName"].ToString();
        parameters = new RequestParameters
        {
            Query = query,
            IsQueryId = isId,
            OperationName = operationName.Length == 0 ? null : operationName,
            Variables = variables,
            Extensions = extensions,
        };
        return true;
    }

    private static ReadOnlyMemory<byte> DocumentId(IQueryCollection address, ReadOnlyMemory<byte> extensions, out string? error)
    {
        error = null;
        var id = Bytes(address["documentId"]);
        if (id.Length == 0) id = Bytes(address["id"]);
        return id.Length > 0 ? id : PersistedQueryExtension.FindHash(extensions, out error);
    }

    private static byte[] Bytes(StringValues value) => Encoding.UTF8.GetBytes(value.ToString());

    private static bool TryParseObject(StringValues value, out ReadOnlyMemory<byte> json)
    {
        json = default;
        if (StringValues.IsNullOrEmpty(value)) return true;
        var bytes = Encoding.UTF8.GetBytes(value.ToString());
        if (!RequestParser.IsObjectOrNull(bytes, out var isNull)) return false;
        if (!isNull) json = bytes;
        return true;
    }
}
