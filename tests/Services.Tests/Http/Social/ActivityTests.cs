using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

public sealed class ActivityTests(World world)
{
    [Fact]
    public async Task Activity_IsWhatOneDidAndDidNotTakeBack_AndFollowersSeeWhatIsNotBetweenOthers()
    {
        var (doer, friend, reader) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await reader.FollowAsync(doer);
        var song = await doer.AddSongAsync("Any", $"Band {Guid.NewGuid():N}");
        await doer.FollowAsync(friend);
        await doer.DoAsync(HttpMethod.Post, "follows", new NewFollow(ArtistId: song.ArtistIds[0]));
        var share = await doer.ShareAsync(song.Id, ShareAudience.Everyone);
        var ofFriend = await friend.ShareAsync(song.Id, ShareAudience.Everyone);
        await doer.DoAsync(HttpMethod.Put, $"shares/{ofFriend.Id}/like");
        var comment = await doer.CommentAsync(ofFriend.Id, "Good");
        var named = await doer.ShareWithAsync(song.Id, friend);
        var playlist = await doer.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mix"));
        var secret = await doer.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mine", null, Visibility.Private));

        (ActivityKind, Guid)[] open =
        [
            (ActivityKind.FollowedUser, friend.Id), (ActivityKind.FollowedArtist, song.ArtistIds[0]), (ActivityKind.Shared, share.Id),
            (ActivityKind.LikedShare, ofFriend.Id), (ActivityKind.CommentedOnShare, ofFriend.Id), (ActivityKind.CreatedPlaylist, playlist.Id),
        ];
        await BecomesAsync(() => doer.ListAsync<Activity>("activity", doer.Id), [.. open, (ActivityKind.Shared, named.Id)]);
        await BecomesAsync(() => reader.ListAsync<Activity>("activity", doer.Id), open);
        await BecomesAsync(() => FollowedAsync(reader), open);
        Assert.Empty(await FollowedAsync(friend));

        await doer.UnfollowAsync(friend);
        await doer.DoAsync(HttpMethod.Delete, $"shares/{ofFriend.Id}/like");
        await doer.DoAsync(HttpMethod.Delete, $"comments/{comment.Id}");
        await doer.DoAsync(HttpMethod.Delete, $"shares/{share.Id}");
        using var deleted = await doer.SendAsync("playlists", HttpMethod.Delete, $"playlists/{playlist.Id}");
        await BecomesAsync(() => FollowedAsync(reader), (ActivityKind.FollowedArtist, song.ArtistIds[0]));

        await doer.SetPrivacyAsync(hidesActivity: true);
        Assert.Empty(await FollowedAsync(reader));
        Assert.Empty(await reader.ListAsync<Activity>("activity", doer.Id));
        Assert.NotEmpty(await doer.ListAsync<Activity>("activity", doer.Id));
    }

    [Fact]
    public async Task Activity_WithSomebodyWhoBlocksTheReader_IsHiddenFromThem()
    {
        var (doer, star, reader) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await reader.FollowAsync(doer);
        await doer.FollowAsync(star);
        await BecomesAsync(() => FollowedAsync(reader), (ActivityKind.FollowedUser, star.Id));

        await star.BlockAsync(reader);

        Assert.Empty(await FollowedAsync(reader));
        Assert.Empty(await reader.ListAsync<Activity>("activity", doer.Id));
    }

    private static async Task<IReadOnlyList<Activity>> FollowedAsync(Someone reader) =>
        [.. (await reader.GetAsync<Page<Activity>>("social", "activity")).Items.Select(item => item.Value)];

    /// <summary>Events of one list come in any order; so what is compared is the set.</summary>
    private static async Task BecomesAsync(Func<Task<IReadOnlyList<Activity>>> ask, params (ActivityKind Kind, Guid Subject)[] expected)
    {
        var all = await SocialCalls.UntilAsync(ask, activities => activities.Count == expected.Length);
        Assert.Equal(expected.Order(), all.Select(activity => (activity.Kind, activity.SubjectId)).Order());
    }
}
