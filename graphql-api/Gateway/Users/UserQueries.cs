using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Users;

[QueryType]
internal static partial class UserQueries
{
    /// <summary>You.</summary>
    [Authorize]
    public static Task<User?> GetMeAsync(ClaimsPrincipal caller, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(caller.RequireUserId(), cancellationToken);

    /// <summary>A user by their id.</summary>
    [NodeResolver]
    public static Task<User?> GetUserByIdAsync(Guid id, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(id, cancellationToken);

    /// <summary>A user by their user name, in upper or lower case.</summary>
    public static Task<User?> GetUserByNameAsync(string userName, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.FindByNameAsync(userName, cancellationToken);

    /// <summary>All users, in the order in which they registered.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>> GetUsersAsync(
        PagingArguments paging, [Service] UserClient users, CancellationToken cancellationToken) =>
        (await users.GetUsersAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
