namespace MusicGraph.Gateway.Backend;

internal static class BackendSetup
{
    /// <summary>Adds the clients of the services.</summary>
    public static IServiceCollection AddBackend(this IServiceCollection services) => services
        .AddSingleton<ServiceInvoker>()
        .AddSingleton<ViewerCountry>()
        .AddSingleton<CatalogClient>()
        .AddSingleton<PlaylistClient>()
        .AddSingleton<UserClient>()
        .AddSingleton<SocialClient>()
        .AddSingleton<AudioClient>()
        .AddSingleton<SearchClient>()
        .AddSingleton<StreamsClient>()
        .AddSingleton<PartnerClients>();
}
