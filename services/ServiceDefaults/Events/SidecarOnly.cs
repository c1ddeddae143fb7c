using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>
/// Keeps the routes that belong to the sidecar from everybody else: it proves itself with the app's API token
/// (https://docs.dapr.io/operations/security/app-api-token/); where none is configured, it must at least be on this machine.
/// </summary>
public static class SidecarOnly
{
    private const string TokenHeader = "dapr-api-token";

    /// <summary>Answers 404 to everybody but the sidecar.</summary>
    public static void ForSidecarOnly(this IEndpointConventionBuilder endpoint) =>
        endpoint.Add(builder => builder.RequestDelegate = Guard(builder.RequestDelegate!));

    private static RequestDelegate Guard(RequestDelegate next) => async context =>
    {
        if (IsSidecar(context))
            await next(context);
        else
            await Problem.NotFound("There is nothing here.").ExecuteAsync(context);
    };

    private static bool IsSidecar(HttpContext context)
    {
        var configuration = context.RequestServices.GetRequiredService<IConfiguration>();
        if (configuration["APP_API_TOKEN"] is not { Length: > 0 } token)
            return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(context.Request.Headers[TokenHeader].ToString()));
    }
}
