using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>
/// Browsers cannot set headers on a WebSocket, so a client may put what it would send as <c>Authorization</c> into the payload of
/// <c>connection_init</c>. It is checked by the app's default authentication scheme; one that is not valid is refused.
/// </summary>
public class DefaultSocketSessionInterceptor : ISocketSessionInterceptor
{
    public virtual async ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session,
        IOperationMessagePayload connectionInitMessage,
        CancellationToken cancellationToken = default)
    {
        if (FindAuthorization(connectionInitMessage.Payload) is not { } authorization) return ConnectionStatus.Accept();

        // A scheme remembers its answer for a request, and the opening request was already asked: a request of its own is made up.
        await using var scope = session.HttpContext.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IAuthenticationService>() is not { } authentication) return ConnectionStatus.Accept();
        var result = await authentication.AuthenticateAsync(Request(session.HttpContext, scope.ServiceProvider, authorization), scheme: null);
        if (!result.Succeeded) return ConnectionStatus.Reject();
        session.User = result.Principal;
        return ConnectionStatus.Accept();
    }

    /// <inheritdoc/>
    public virtual ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default) => default;

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyDictionary<string, object?>?> OnPingAsync(
        ISocketSession session,
        IOperationMessagePayload pingMessage,
        CancellationToken cancellationToken = default) => default;

    /// <inheritdoc/>
    public virtual ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default) => default;

    private static string? FindAuthorization(JsonElement? payload)
    {
        if (payload is not { ValueKind: JsonValueKind.Object } members) return null;
        foreach (var member in members.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && member.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                return member.Value.GetString();
        }

        return null;
    }

    private static DefaultHttpContext Request(HttpContext opening, IServiceProvider services, string authorization)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = opening.RequestAborted };
        context.Request.Scheme = opening.Request.Scheme;
        context.Request.Host = opening.Request.Host;
        context.Request.Path = opening.Request.Path;
        context.Request.Headers.Authorization = authorization;
        return context;
    }
}
