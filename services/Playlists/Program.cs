namespace MusicGraph.Playlists;

public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args) => WebApplication.CreateBuilder(args).Build();
}
