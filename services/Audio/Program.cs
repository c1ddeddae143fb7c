using MusicGraph.Audio.Covers;
using MusicGraph.Audio.Media;
using MusicGraph.Audio.Songs;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Audio;

/// <summary>The bytes of songs and covers: upload and streaming.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.Configure<AudioOptions>(builder.Configuration);
        builder.Services.AddSingleton<ChunkStore>();
        builder.Services.AddSingleton<MediaStore>();
        builder.Services.AddSingleton<SignedAddresses>();
        builder.Services.AddSingleton<PendingUploads>();
        builder.Services.AddSingleton<Uploads>();
        builder.Services.AddSingleton<CoverMaker>();
        builder.Services.AddSingleton<UploadRights>();
        builder.Services.AddSingleton<SongMarkets>();
        builder.Services.AddHostedService<UploadSweep>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapAudio();
        app.MapCovers();
        app.MapDeletionEvents();
        return app;
    }
}
