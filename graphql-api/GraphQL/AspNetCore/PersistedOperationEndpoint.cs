using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Operations with addresses of their own, which caches and logs can tell apart: <c>ID</c> or <c>ID/NAME</c> below a path.</summary>
internal sealed class PersistedOperationEndpoint(GraphQLHttpEndpoint http, bool requireOperationName)
{
    public const string IdParameter = "operationId";
    public const string NameParameter = "operationName";

    public Task HandleAsync(HttpContext context)
    {
        var operation = new NamedOperation(Encoding.UTF8.GetBytes((string)context.GetRouteValue(IdParameter)!), context.GetRouteValue(NameParameter) as string);
        if (requireOperationName && operation.Name is null)
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, "The operation name is missing.");
        var accepted = AcceptedFormats.Parse(context.Request.Headers.Accept);
        return HttpMethods.IsGet(context.Request.Method) ? http.GetAsync(context, accepted, operation) : http.PostAsync(context, accepted, operation);
    }
}

/// <summary>What an address says of an operation.</summary>
/// <param name="DocumentId">In UTF-8.</param>
internal sealed record NamedOperation(ReadOnlyMemory<byte> DocumentId, string? Name)
{
    public RequestParameters Apply(RequestParameters parameters) => Name is null ? parameters : parameters with { OperationName = Name };
}
