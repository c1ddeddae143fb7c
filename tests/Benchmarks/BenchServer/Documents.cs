using System.Diagnostics;
using System.Globalization;
using System.Text;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.BenchServer;

/// <summary>How fast documents are parsed and validated, each time anew: megabytes a second, for comparison with npm graphql's.</summary>
internal static class Documents
{
    private const int LargeBytes = 100 * 1024;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    /// <summary>Writes the schema and the documents to a folder, then measures each document there.</summary>
    public static async Task<int> MeasureAsync(string folder)
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().AddBenchTypes().AddInMemorySubscriptions();
        await using var provider = services.BuildServiceProvider();
        var schema = provider.GetRequiredService<RequestExecutor>().Schema;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "schema.graphqls"), SchemaPrinter.Print(schema));
        await File.WriteAllTextAsync(Path.Combine(folder, "large.graphql"), Large());
        var files = Directory.GetFiles(folder, "*.graphql").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            var source = await File.ReadAllBytesAsync(file);
            var errors = DocumentValidator.Validate(schema, Parse(source));
            if (errors.Count > 0) throw new InvalidOperationException($"{file}: {errors[0].Message}");
            Rate(source, () => DocumentValidator.Validate(schema, Parse(source)), WarmUp);
        }

        foreach (var file in files)
        {
            var source = await File.ReadAllBytesAsync(file);
            var parsing = Rate(source, () => Parse(source), Length);
            var both = Rate(source, () => DocumentValidator.Validate(schema, Parse(source)), Length);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            DocumentValidator.Validate(schema, Parse(source));
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var name = Path.GetFileNameWithoutExtension(file);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name} {source.Length} parse {parsing:F2} parse+validate {both:F2} allocated {allocated}"));
        }

        return 0;
    }

    private static DocumentNode Parse(byte[] source) => Utf8Parser.Parse(source, new ParserOptions { MaxTokens = int.MaxValue });

    /// <summary>The best of several spans, in MB/s: what disturbs a measurement only makes it slower.</summary>
    private static double Rate(byte[] source, Func<object> action, TimeSpan length)
    {
        var best = 0.0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            var start = Stopwatch.GetTimestamp();
            var bytes = 0L;
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 100)
            {
                action();
                bytes += source.Length;
            }

            best = Math.Max(best, bytes / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6);
        }

        return best;
    }

    /// <summary>Operations as clients write them, with variables, directives, fragments and aliases, until there are enough bytes.</summary>
    private static string Large()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < LargeBytes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                query Operation{{i}}($id: ID!, $first: Int = {{i % 50}}, $withArtist: Boolean!) {
                  # The playlist of the page, and what stands beside it.
                  playlist(id: $id) {
                    ...PlaylistFields{{i}}
                    songs(first: $first) {
                      ...SongFields{{i}}
                      artist @include(if: $withArtist) {
                        id
                        name
                        country
                      }
                    }
                  }
                  first: song(id: "s{{i}}") { ...SongFields{{i}} }
                  second: song(id: "s{{i + 1}}") { id title artist { __typename name } }
                  songs(first: {{i % 100}}) {
                    id
                    title
                    durationMs
                  }
                }

                fragment PlaylistFields{{i}} on Playlist {
                  id
                  name
                  owner
                }

                fragment SongFields{{i}} on Song {
                  id
                  title
                  length: durationMs
                  ... on Song @skip(if: false) { artist { id } }
                }


                """);
        }

        return text.ToString();
    }
}
