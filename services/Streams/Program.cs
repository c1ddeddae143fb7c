using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Streams;

/// <summary>The events that subscribers follow, kept in order for those who come back.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.Configure<StreamsOptions>(builder.Configuration);
        builder.Services.AddSingleton<StreamLog>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapStreams();
        app.MapStreamEvents();
        return app;
    }
}
