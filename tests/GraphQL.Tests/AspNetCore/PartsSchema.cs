using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Adds fields whose values can come in parts.</summary>
internal static class PartsSchema
{
    public static void AddTo(SchemaBuilder schema) => schema
        .ModifyOptions(options => options.EnableDefer = options.EnableStream = true)
        .AddObject("Song", typeof(Song))
        .AddField("Song", new("id", "ID!") { Write = static (song, writer) => writer.Write(((Song)song).Id) })
        .AddField("Song", new("title", "String!")
        {
            Resolve = static batch =>
            {
                for (var i = 0; i < batch.Count; i++) batch.Set(i, TitleOfAsync((Song)batch.Parent(i)));
            },
        })
        .AddField("Song", new("broken", "String!") { Resolve = static batch => batch.Fail(0, new GraphQLException("No lyrics.")) })
        .AddField("Query", new("song", "Song!") { Resolve = static batch => batch.Set(0, new Song("1")) })
        .AddField("Query", new("songs", "[Song!]!") { Resolve = static batch => batch.Set(0, new[] { new Song("1"), new Song("2"), new Song("3") }) })
        .AddField("Query", new("numbers", "[Int!]!")
        {
            Arguments = [new("count", "Int!")],
            Resolve = static batch => batch.SetItems(0, CountAsync(batch.Arguments.Get<int>(0))),
        })
        .AddField("Query", new("endless", "[Int!]!")
        {
            Resolve = static batch => batch.SetItems(0, WaitAsync(batch.Request.Service<Gate>())),
        });

    private static async Task<string> TitleOfAsync(Song song)
    {
        await Task.Yield();
        return $"Song {song.Id}";
    }

    private static async IAsyncEnumerable<int> CountAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i % 2 == 1) await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> WaitAsync(Gate gate, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return 0;
        await gate.WaitAsync(cancellationToken);
        yield return 1;
    }

    private sealed record Song(string Id);
}
