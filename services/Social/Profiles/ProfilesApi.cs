using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Profiles;

internal static class ProfilesApi
{
    public static void MapProfiles(this IEndpointRouteBuilder app)
    {
        app.MapPatch("/profiles/me", EditAsync).RequireAuthorization();
        app.MapPost("/profiles/batch", BatchAsync);
    }

    private static async Task<NoContent> EditAsync(
        ProfileSettings settings, CurrentUser user, ProfileStore store, CancellationToken cancellationToken)
    {
        await store.EditAsync(user.Id, settings, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SocialProfile[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, ProfileStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user, cancellationToken));
}
