using MusicGraph.AotServer;

[assembly: Module("AotTypes")]

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "0"}");
builder.Services.AddSingleton<Store>();
builder.Services.AddGraphQLServer()
    .AddAotTypes()
    .AddGlobalObjectIdentification()
    .AddInMemorySubscriptions();

var app = builder.Build();
app.UseWebSockets();
app.MapGraphQL();
await app.StartAsync();

// The test that started the process reads where it listens.
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
