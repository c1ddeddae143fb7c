using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.BenchServer;

/// <summary>Executes documents of which no two are the same: whatever is kept of them has to stay within its bounds.</summary>
internal static class Soak
{
    private const long Lines = 20;

    public static async Task<int> RunAsync(long documents)
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().AddBenchTypes().AddInMemorySubscriptions();
        await using var provider = services.BuildServiceProvider();
        var executor = provider.GetRequiredService<RequestExecutor>();
        var user = new ClaimsPrincipal(new ClaimsIdentity());
        var clock = Stopwatch.StartNew();
        Console.WriteLine("   documents  seconds  heap MB  RSS MB");
        for (var i = 0L; i <= documents; i++)
        {
            if (i % Math.Max(1, documents / Lines) == 0) Report(i, clock.Elapsed);
            await using var scope = provider.CreateAsyncScope();
            var request = new OperationRequest { Query = Document(i), Services = scope.ServiceProvider, User = user };
            await using var result = await executor.ExecuteAsync(request);
        }

        return 0;
    }

    /// <summary>New names and numbers each time; every tenth is no valid document, every hundredth none at all.</summary>
    private static byte[] Document(long number)
    {
        FormattableString text = (number % 100) switch
        {
            99 => $"query Broken{number} {{ song(id: \"s{number}\" {{ id }}",
            9 or 19 or 29 or 39 or 49 or 59 or 69 or 79 or 89 => $"query Invalid{number} {{ song(id: \"s1\") {{ id unknown{number} }} }}",
            _ => $"query Song{number} {{ a{number}: song(id: \"s{number % 1_000}\") {{ id b{number}: title artist {{ name }} }} }}",
        };
        return Encoding.UTF8.GetBytes(FormattableString.Invariant(text));
    }

    private static void Report(long documents, TimeSpan elapsed)
    {
        // What a full collection leaves is what is kept; what the process holds is what the machine has to spare.
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{documents,12} {elapsed.TotalSeconds,8:F0} {heap / 1e6,8:F1} {Environment.WorkingSet / 1e6,7:F0}"));
    }
}
