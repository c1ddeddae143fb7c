namespace MusicGraph.Gateway.Feed;

[ObjectType<User>]
internal static partial class UserActivity
{
    /// <summary>
    /// What they did and did not take back, as far as you may see it, newest first. The count is of all of it.
    /// </summary>
    [UsePaging(ConnectionName = "Activity", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Activity>> GetActivityAsync(
        [Parent] User user, PagingArguments paging, IActivityByUserIdDataLoader activityByUserId, CancellationToken cancellationToken) =>
        (await activityByUserId.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
