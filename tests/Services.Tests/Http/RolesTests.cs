using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Services.Tests.Http;

public sealed class RolesTests(World world)
{
    [Fact]
    public async Task Give_Artist_IsInTheNextTokenWithTheArtist()
    {
        var admin = await world.AdminAsync();
        var user = await Someone.RegisterAsync(world);
        var artistId = (await admin.AddSongAsync("Spoken for", $"Artist {Guid.NewGuid():N}")).ArtistIds[0];

        var given = await admin.PostAsync<UserRoles>("users", $"users/{user.Id}/roles", new RoleChange(Role.Artist, artistId));

        Assert.Equal([Role.Listener, Role.Artist], given.Roles);
        var token = await NextTokenAsync(user);
        Assert.Equal([Roles.Listener, Roles.Artist], ClaimsOf(token, TokenClaims.Roles));
        Assert.Equal([artistId.ToString()], ClaimsOf(token, TokenClaims.Artists));

        var taken = await admin.PostAsync<UserRoles>("users", $"users/{user.Id}/roles/remove", new RoleChange(Role.Artist, artistId));

        Assert.Equal([Role.Listener], taken.Roles);
        Assert.Empty(taken.ArtistIds);
        Assert.Equal([Roles.Listener], ClaimsOf(await NextTokenAsync(new Someone(world, token)), TokenClaims.Roles));
    }

    [Fact]
    public async Task Give_WhatCannotBe_IsRefused()
    {
        var admin = await world.AdminAsync();
        var user = await Someone.RegisterAsync(world);

        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await admin.FailAsync("users", HttpMethod.Post, $"users/{user.Id}/roles", new RoleChange(Role.Artist, Guid.NewGuid())));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await admin.FailAsync("users", HttpMethod.Post, $"users/{Guid.NewGuid()}/roles", new RoleChange(Role.Partner)));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await admin.FailAsync("users", HttpMethod.Post, $"users/{user.Id}/roles", new RoleChange(Role.Partner, Guid.NewGuid())));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await admin.FailAsync("users", HttpMethod.Post, $"users/{user.Id}/roles/remove", new RoleChange(Role.Listener)));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await admin.FailAsync("users", HttpMethod.Post, $"users/{admin.Id}/roles/remove", new RoleChange(Role.Admin)));
    }

    [Fact]
    public async Task Give_BySomebodyElse_IsForbidden()
    {
        var user = await Someone.RegisterAsync(world);

        Assert.Equal(
            (HttpStatusCode.Forbidden, Problems.Forbidden),
            await user.FailAsync("users", HttpMethod.Post, $"users/{user.Id}/roles", new RoleChange(Role.Admin)));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
            await Someone.Guest(world).FailAsync("users", HttpMethod.Post, $"users/{user.Id}/roles", new RoleChange(Role.Admin)));
    }

    [Fact]
    public async Task Give_ByWhoCeasedToBeAdministrator_IsForbiddenAlthoughTheirTokenSaysOtherwise()
    {
        var admin = await world.AdminAsync();
        var second = await Someone.RegisterAsync(world);
        await admin.PostAsync<UserRoles>("users", $"users/{second.Id}/roles", new RoleChange(Role.Admin));
        second = new Someone(world, await NextTokenAsync(second));
        await second.PostAsync<UserRoles>("users", $"users/{second.Id}/roles", new RoleChange(Role.Partner));

        await admin.PostAsync<UserRoles>("users", $"users/{second.Id}/roles/remove", new RoleChange(Role.Admin));

        Assert.Contains(Roles.Admin, ClaimsOf(second.Session, TokenClaims.Roles));
        Assert.Equal(
            (HttpStatusCode.Forbidden, Problems.Forbidden),
            await second.FailAsync("users", HttpMethod.Post, $"users/{second.Id}/roles", new RoleChange(Role.Admin)));
    }

    [Fact]
    public async Task SetupToken_IsGoodOnceAndForWhoUsedItOnly()
    {
        await world.AdminAsync();
        var user = await Someone.RegisterAsync(world);

        foreach (var token in new[] { world.SetupToken, "", "made up", Convert.ToBase64String(new byte[32]) })
        {
            Assert.Equal(
                (HttpStatusCode.Forbidden, Problems.InvalidSetupToken),
                await user.FailAsync("users", HttpMethod.Post, "administrators", new AdministrationClaim(token)));
        }
    }

    [Fact]
    public async Task Keys_MayBeKeptForAWhileAndAreOfCurvesThatAllKnow()
    {
        using var response = await Someone.Guest(world).SendAsync("users", HttpMethod.Get, ".well-known/jwks.json");

        Assert.Equal("public, max-age=300", response.Headers.CacheControl?.ToString());
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"P-256\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\"", text, StringComparison.Ordinal);
    }

    private Task<Session> NextTokenAsync(Someone user) =>
        Someone.Guest(world).PostAsync<Session>("users", "sessions/refresh", new SessionRefresh(user.Session.RefreshToken));

    private static IEnumerable<string> ClaimsOf(Session session, string name) =>
        new JsonWebTokenHandler().ReadJsonWebToken(session.AccessToken).Claims.Where(claim => claim.Type == name).Select(claim => claim.Value);
}
