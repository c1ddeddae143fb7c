using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.Secrets;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults;

/// <summary>What every service has in common: the same builder, the same services, the same pipeline.</summary>
public static class ServiceApp
{
    /// <summary>Bytes that a JSON body may have; uploads say otherwise for themselves.</summary>
    public const long LargestJsonBody = 1024 * 1024;

    /// <summary>
    /// A builder that is configured by its arguments and the environment alone (<c>--urls</c>, <c>--DAPR_HTTP_ENDPOINT</c>,
    /// <c>--APP_ID</c> …; an argument goes before the environment), so that several apps fit into one process.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (builder.Configuration["Logging:LogLevel:Default"] is null)
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (builder.Configuration[HostedLifetime.Setting] == "host")
            builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        // It writes whole addresses, and the query of some stands in for a password: signatures of audio, documents of GraphQL by GET.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // That an app is not ready yet is its answer to who asks, and no news for the log.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        return builder;
    }

    /// <summary>Adds bearer authentication, problem details, health, telemetry, JSON options, Dapr, state and peers.</summary>
    /// <param name="topic">Where the service tells what it wrote; null where it tells nothing.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string? topic = null)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddDaprClient(dapr => dapr.UseJsonSerializationOptions(ServiceJson.Options));
        services.AddSingleton<IState>(provider => new DaprState(provider.GetRequiredService<DaprClient>(), topic));
        services.AddSingleton<Transactions>();
        services.AddSingleton<Reservations>();
        services.AddSingleton<Eagerly>();
        services.AddSingleton<Peer>();
        services.AddSingleton<SecretKeys>();
        services.AddBearerAuthentication();
        services.AddHealthChecks();
        builder.AddTelemetry();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            ProblemCodes.Complete(context.ProblemDetails));
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.ConfigureHttpJsonOptions(options => ServiceJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestJsonBody;
            kestrel.AddServerHeader = false;
        });
        return builder;
    }

    /// <summary>
    /// Puts the common middleware in place and serves <c>GET /healthz</c>, which is 200 when the app can do its work, and
    /// <c>GET /livez</c>, which is 200 while the app answers at all: who asks there would start the app anew, which mends no one else.
    /// </summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/healthz");
        app.MapHealthChecks("/livez", new HealthCheckOptions { Predicate = _ => false });
        return app;
    }
}
