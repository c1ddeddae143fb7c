using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>A hook that runs before each operation that comes over HTTP.</summary>
public interface IHttpRequestInterceptor
{
    /// <exception cref="GraphQLException">The operation is refused, with these errors.</exception>
    ValueTask OnCreateAsync(
        HttpContext context,
        RequestExecutor requestExecutor,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken);
}
