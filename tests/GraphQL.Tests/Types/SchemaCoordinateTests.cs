using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class SchemaCoordinateTests
{
    private static readonly Schema Schema = SchemaBuilder.FromSdl("""
        directive @tag(name: String!) on OBJECT
        type Query { songs(first: Int, filter: Filter): [Song] }
        type Song { title: String }
        input Filter { genre: Genre }
        enum Genre { ROCK }
        """).Build();

    [Theory]
    [InlineData("Song", typeof(ObjectType))]
    [InlineData("Int", typeof(GraphQL.Types.Scalars.IntType))]
    [InlineData("__Type", typeof(ObjectType))]
    [InlineData("Query.songs", typeof(FieldDefinition))]
    [InlineData("__Type.fields(includeDeprecated:)", typeof(InputValueDefinition))]
    [InlineData("Query.songs(first:)", typeof(InputValueDefinition))]
    [InlineData("Filter.genre", typeof(InputValueDefinition))]
    [InlineData("Genre.ROCK", typeof(EnumValue))]
    [InlineData("@tag", typeof(DirectiveDefinition))]
    [InlineData("@tag(name:)", typeof(InputValueDefinition))]
    [InlineData("@deprecated(reason:)", typeof(InputValueDefinition))]
    public void GetMember_OfEachKind_IsTheElement(string text, Type kind)
    {
        Assert.IsType(kind, Schema.GetMember(text));
        Assert.Equal(text, SchemaCoordinate.Parse(text).ToString());
    }

    [Theory]
    [InlineData("Album")]
    [InlineData("Query.albums")]
    [InlineData("Query.songs(last:)")]
    [InlineData("Filter.genre(first:)")]
    [InlineData("Genre.POP")]
    [InlineData("@none")]
    [InlineData("@tag(level:)")]
    public void TryGetMember_OfNothing_IsFalse(string text)
    {
        Assert.False(Schema.TryGetMember(text, out _));
        Assert.Throws<KeyNotFoundException>(() => Schema.GetMember(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1Song")]
    [InlineData("Song.")]
    [InlineData(".title")]
    [InlineData("Song.title.x")]
    [InlineData("Song(first:)")]
    [InlineData("Query.songs(first)")]
    [InlineData("Query.songs(first:")]
    [InlineData("Query.songs(first: )")]
    [InlineData("Query.songs(first:)x")]
    [InlineData("@tag.name")]
    [InlineData("@ tag")]
    [InlineData("Song ")]
    [InlineData("Sóng")]
    public void Parse_WhatIsNone_IsRefused(string text)
    {
        Assert.False(SchemaCoordinate.TryParse(text, out _));
        Assert.Throws<FormatException>(() => SchemaCoordinate.Parse(text));
    }
}
