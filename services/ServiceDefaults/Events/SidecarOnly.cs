using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>Says of an endpoint that it is closed to everybody but one.</summary>
/// <param name="Caller"><c>sidecar</c>, or the id of the app that may invoke it.</param>
public sealed record ClosedToOthers(string Caller);

/// <summary>
/// Keeps the routes that belong to the sidecar from everybody else: it proves itself with the app's API token
/// (https://docs.dapr.io/operations/security/app-api-token/); where none is configured, it must at least be on this machine.
/// </summary>
public static class SidecarOnly
{
    private const string TokenHeader = "dapr-api-token";
    private const string CallerHeader = "dapr-caller-app-id";
    private const string Gateway = "gateway";

    /// <summary>Answers 404 to everybody but the sidecar.</summary>
    public static void ForSidecarOnly(this IEndpointConventionBuilder endpoint) => endpoint.Close("sidecar", IsSidecar);

    /// <summary>
    /// Answers 404 to everybody but the gateway, which invokes it through the sidecars: they say which app asks, whatever it says itself
    /// (<c>pkg/messaging/direct_messaging.go</c> of dapr).
    /// </summary>
    public static void ForGatewayOnly(this IEndpointConventionBuilder endpoint) =>
        endpoint.Close(Gateway, context => IsSidecar(context) && context.Request.Headers[CallerHeader] == Gateway);

    private static void Close(this IEndpointConventionBuilder endpoint, string caller, Func<HttpContext, bool> mayPass) => endpoint.Add(builder =>
    {
        var next = builder.RequestDelegate!;
        builder.Metadata.Add(new ClosedToOthers(caller));
        builder.RequestDelegate = context =>
            mayPass(context) ? next(context) : Problem.NotFound("There is nothing here.").ExecuteAsync(context);
    });

    private static bool IsSidecar(HttpContext context)
    {
        var configuration = context.RequestServices.GetRequiredService<IConfiguration>();
        if (configuration["APP_API_TOKEN"] is not { Length: > 0 } token)
            return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(context.Request.Headers[TokenHeader].ToString()));
    }
}
