namespace MusicGraph.Gateway.Shares;

[ObjectType<Share>]
internal static partial class ShareType
{
    static partial void Configure(IObjectTypeDescriptor<Share> descriptor)
    {
        descriptor.Ignore(share => share.Kind);
        // Whom else somebody shared with is theirs to know.
        descriptor.Ignore(share => share.RecipientIds);
    }

    /// <summary>Who shared it.</summary>
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
