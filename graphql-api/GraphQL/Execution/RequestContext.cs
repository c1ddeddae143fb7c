using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Instrumentation;

namespace MusicGraph.GraphQL.Execution;

/// <summary>What the resolvers of one request share.</summary>
public sealed record RequestContext
{
    /// <summary>The services of the request's scope; DataLoaders are among them.</summary>
    public required IServiceProvider Services { get; init; }

    public required ClaimsPrincipal User { get; init; }

    /// <summary>Cancelled when the client goes away or the request takes too long.</summary>
    public CancellationToken RequestAborted { get; init; }

    /// <summary>Values set by the transport or an interceptor, for <c>[GlobalState]</c>.</summary>
    public IReadOnlyDictionary<string, object?> GlobalState { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;

    /// <inheritdoc cref="RequestExecutorOptions.DefaultAuthorization"/>
    internal Func<ClaimsPrincipal, bool>? DefaultAuthorization { get; init; }

    /// <summary>The request where somebody listens to what happens to it.</summary>
    internal ObservedRequest? Observed { get; init; }

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();
}
