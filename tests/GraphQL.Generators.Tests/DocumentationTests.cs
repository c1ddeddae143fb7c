using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

/// <summary>Descriptions of types that another project documents.</summary>
public sealed class DocumentationTests
{
    private const string Contracts = """
        namespace Contracts;

        /// <summary>A recording, of a <see cref="Mood"/>.</summary>
        /// <param name="Title">What it is called.</param>
        /// <param name="Country">Where it comes from.</param>
        public sealed record Song(string Title, string? Country, Mood Mood)
        {
            /// <summary>In <c>bpm</c>.</summary>
            public int Tempo { get; init; }
        }

        /// <summary>How it feels.</summary>
        public enum Mood
        {
            /// <summary>Not well.</summary>
            Sad,
            Happy,
        }

        /// <summary>A song to add.</summary>
        /// <param name="Title">What to call it.</param>
        public sealed record NewSong(string Title);
        """;

    private const string Songs = """
        using Contracts;

        namespace Sample;

        [ObjectType<Song>]
        public static partial class SongType
        {
            static partial void Configure(IObjectTypeDescriptor<Song> descriptor) =>
                descriptor.Field(song => song.Country).Description("Configured.");
        }

        [QueryType]
        public static partial class Queries
        {
            public static Song? GetSong(NewSong like) => null;
        }
        """;

    [Theory]
    [InlineData("SongType.g.cs", "typeof(global::Contracts.Song), \"A recording, of a Mood.\"")]
    [InlineData("SongType.g.cs", "Description = \"What it is called.\"")]
    [InlineData("SongType.g.cs", "Description = \"In bpm.\"")]
    [InlineData("SongType.g.cs", "Description = \"Configured.\"")]
    [InlineData("MoodType.g.cs", "Description = \"How it feels.\"")]
    [InlineData("MoodType.g.cs", "\"Not well.\"")]
    [InlineData("NewSongInputType.g.cs", "\"A song to add.\"")]
    [InlineData("NewSongInputType.g.cs", "Description = \"What to call it.\"")]
    public void Types_of_another_project_are_described_by_its_documentation_file(string file, string text)
    {
        var run = GeneratorRun.Of(Songs, Library.Of(Contracts));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Problems);
        Assert.Contains(text, run.File(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<doc><members><member name=\"T:Contracts.Song\"><summary>cut off")]
    [InlineData("<configuration />")]
    [InlineData("<doc><members><member /><member name=\"T\" /><member name=\"T:Contracts.Song\" /></members></doc>")]
    public void A_file_that_says_nothing_leaves_types_undescribed(string documentation)
    {
        var run = GeneratorRun.Of(Songs, Library.Of(Contracts).With(documentation));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Problems);
        Assert.Contains("typeof(global::Contracts.Song), null", run.File("SongType.g.cs"));
    }

    [Theory]
    [InlineData("What it is called.", "Its title.", false)]
    [InlineData("        <member", "<member", true)]
    public void Only_a_change_of_what_is_said_writes_again(string before, string after, bool isUnrelated)
    {
        var library = Library.Of(Contracts);
        var text = library.Documentation.GetText(TestContext.Current.CancellationToken)!.ToString();
        var run = GeneratorRun.Of(Songs, library);

        var reasons = run.Change(library.Documentation, library.With(text.Replace(before, after)).Documentation, GraphQLGenerator.DocumentationStep);

        var isCached = reasons.All(reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
        Assert.Equal(isUnrelated, isCached);
    }
}
