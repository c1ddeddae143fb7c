using MusicGraph.Gateway.Events;
using MusicGraph.Gateway.Identity;
using MusicGraph.Gateway.Limits;
using MusicGraph.Gateway.Media;
using MusicGraph.Gateway.OAuth;
using MusicGraph.Gateway.Operations;
using MusicGraph.Gateway.Rest;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway;

public static class Program
{
    public static Task<int> Main(string[] args) => Create(args).RunWithGraphQLCommandsAsync(args);

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args).AddServiceDefaults().AddHttps();
        builder.Services
            .AddWebSecurity(builder.Configuration)
            .AddCompression()
            .AddBackend()
            .AddGraph(GraphQLSettings.Read(builder.Configuration, builder.Environment))
            .AddEvents()
            .AddLimits(builder.Configuration)
            .AddMedia()
            .AddRest()
            .AddHealthChecks()
            .AddCheck<BackendHealthCheck>("backend", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<StartupHold>("hold");

        var app = builder.Build();
        app.UseClientAddress();
        app.UseHttps();
        app.UseWebSecurity();
        app.UseResponseCompression();
        app.UseServiceDefaults();
        app.UseBadTokenRefusal();
        app.UseLimits();
        app.UseWebSockets();
        app.UseCloudEvents();
        app.MapGraph();
        app.MapRest();
        app.MapKeys();
        app.MapOAuth();
        app.MapMedia();
        app.MapEvents();
        return app;
    }
}
