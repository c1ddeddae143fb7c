using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The parameters of a GET (GraphQL over HTTP, section 5.3).</summary>
internal static class AddressParameters
{
    public static bool TryParse(IQueryCollection address, out RequestParameters parameters, out string? error)
    {
        parameters = default;
        if (StringValues.IsNullOrEmpty(address["query"]))
        {
            error = "The parameter 'query' is missing.";
            return false;
        }

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

        var operationName = address["operationName"].ToString();
        parameters = new RequestParameters
        {
            Query = Encoding.UTF8.GetBytes(address["query"].ToString()),
            OperationName = operationName.Length == 0 ? null : operationName,
            Variables = variables,
            Extensions = extensions,
        };
        error = null;
        return true;
    }

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
