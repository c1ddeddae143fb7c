namespace MusicGraph.Gateway.Songs;

/// <summary>What became of one of many songs: it was added, or why not.</summary>
[ObjectType<AddedSong>]
internal static partial class AddedSongType
{
    static partial void Configure(IObjectTypeDescriptor<AddedSong> descriptor)
    {
        descriptor.Field(added => added.Code).Description("Why it was not added: `invalid`, `duplicate-song`, `limit-exceeded`.");
        descriptor.Field(added => added.Detail).Name("message");
    }

    /// <summary>The song that is there in its place.</summary>
    [BindMember(nameof(AddedSong.Id))]
    public static async Task<Song?> GetExistingSongAsync([Parent] AddedSong added, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        added.Id is { } id ? await songById.LoadAsync(id, cancellationToken) : null;
}
