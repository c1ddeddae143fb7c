namespace MusicGraph.Gateway.Shares;

[ObjectType<Share>]
internal static partial class ShareType
{
    static partial void Configure(IObjectTypeDescriptor<Share> descriptor)
    {
        descriptor.Description("A song or playlist that a user passed on.");
        descriptor.Field(share => share.Id).Description("Its global id.");
        descriptor.Field(share => share.Message).Description("What they said about it.");
        descriptor.Field(share => share.SharedAt).Description("When they shared it.");
        descriptor.Ignore(share => share.Kind);
        // Whom else somebody shared with is theirs to know.
        descriptor.Ignore(share => share.RecipientIds);
    }

    /// <summary>Who shared it.</summary>
    [BindMember(nameof(Share.SharedBy))]
    public static Task<User?> GetSharedByAsync([Parent] Share share, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(share.SharedBy, cancellationToken);

    /// <summary>What was shared; null when it is gone, or is a playlist that is private by now.</summary>
    [BindMember(nameof(Share.SubjectId))]
    [GraphQLType("ShareSubject")]
    public static async Task<object?> GetSubjectAsync(
        [Parent] Share share, ISongByIdDataLoader songById, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken) =>
        share.Kind == ShareKind.Song
            ? await songById.LoadAsync(share.SubjectId, cancellationToken)
            : await playlistById.LoadAsync(share.SubjectId, cancellationToken);
}
