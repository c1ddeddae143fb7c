using System.Globalization;
using MusicGraph.BenchServer;

[assembly: Module("BenchTypes")]

if (args is ["measure", ..]) return await InProcess.MeasureAsync(args.ElementAtOrDefault(1));
if (args is ["soak", ..]) return await Soak.RunAsync(args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000);
if (args is ["documents", var folder, ..]) return await Documents.MeasureAsync(folder);

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "5207"}");
builder.Services.AddGraphQLServer().AddBenchTypes().AddInMemorySubscriptions();

var app = builder.Build();
app.UseWebSockets();
app.MapGraphQL();
await app.RunAsync();
return 0;
