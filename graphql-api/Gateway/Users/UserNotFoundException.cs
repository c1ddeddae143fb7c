namespace MusicGraph.Gateway.Users;

/// <summary>There is no such user.</summary>
public sealed class UserNotFoundException(Guid userId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no user with this id.")
{
    /// <summary>The id that was given.</summary>
    [ID<User>]
    public Guid UserId { get; } = userId;
}
