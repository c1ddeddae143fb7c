namespace MusicGraph.Gateway.Feed;

[ObjectType<Activity>]
internal static partial class ActivityType
{
    static partial void Configure(IObjectTypeDescriptor<Activity> descriptor) => descriptor.Field(activity => activity.Id).ID<Activity>();

    /// <summary>Who did it.</summary>
    [BindMember(nameof(Activity.UserId))]
    public static Task<User?> GetUserAsync([Parent] Activity activity, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(activity.UserId, cancellationToken);

    /// <summary>What it was done with; null when that is gone, or you may not see it.</summary>
    [BindMember(nameof(Activity.SubjectId))]
    [GraphQLType("ActivitySubject")]
    public static async Task<object?> GetSubjectAsync(
        [Parent] Activity activity,
        IUserByIdDataLoader userById,
        IArtistByIdDataLoader artistById,
        IShareByIdDataLoader shareById,
        IPlaylistByIdDataLoader playlistById,
        CancellationToken cancellationToken) => activity.Kind switch
        {
            ActivityKind.FollowedUser => await userById.LoadAsync(activity.SubjectId, cancellationToken),
            ActivityKind.FollowedArtist => await artistById.LoadAsync(activity.SubjectId, cancellationToken),
            ActivityKind.CreatedPlaylist or ActivityKind.FollowedPlaylist => await playlistById.LoadAsync(activity.SubjectId, cancellationToken),
            _ => await shareById.LoadAsync(activity.SubjectId, cancellationToken),
        };
}
