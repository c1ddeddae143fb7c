using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

/// <summary>What users do to each other.</summary>
internal static class SocialCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task FollowAsync(this Someone user, Someone other) => user.DoAsync(HttpMethod.Post, "follows", new NewFollow(other.Id));

    public static Task UnfollowAsync(this Someone user, Someone other) => user.DoAsync(HttpMethod.Delete, $"follows/{other.Id}");

    public static Task BlockAsync(this Someone user, Someone other) => user.DoAsync(HttpMethod.Put, $"blocks/{other.Id}");

    public static Task SetPrivacyAsync(this Someone user, bool? isPrivate = null, bool? hidesActivity = null) =>
        user.DoAsync(HttpMethod.Patch, "profiles/me", new ProfileSettings(isPrivate, hidesActivity));

    /// <summary>Does what has no answer.</summary>
    public static async Task DoAsync(this Someone user, HttpMethod method, string path, object? body = null)
    {
        using var response = await user.SendAsync("social", method, path, body);
        if (response.StatusCode != HttpStatusCode.NoContent)
            Assert.Fail($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    public static Task<Share> ShareAsync(this Someone user, Guid song, ShareAudience audience = ShareAudience.Followers) =>
        user.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song, "Listen!", null, audience));

    public static Task<Share> ShareWithAsync(this Someone user, Guid song, params Someone[] recipients) =>
        user.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song, "Listen!", [.. recipients.Select(recipient => recipient.Id)]));

    public static Task<Comment> CommentAsync(this Someone user, Guid share, string text) =>
        user.PostAsync<Comment>("social", $"shares/{share}/comments", new NewComment(text));

    public static async Task<bool> SeesAsync(this Someone user, Share share) =>
        (await user.PostAsync<Share[]>("social", "shares/batch", new BatchRequest([share.Id]))).Length == 1;

    public static async Task<SocialProfile> ProfileAsync(this Someone viewer, Someone user) =>
        Assert.Single(await viewer.PostAsync<SocialProfile[]>("social", "profiles/batch", new BatchRequest([user.Id])));

    public static async Task<ShareReactions?> ReactionsAsync(this Someone viewer, Share share) =>
        (await viewer.PostAsync<ShareReactions[]>("social", "shares/reactions/batch", new BatchRequest([share.Id]))).SingleOrDefault();

    public static async Task<Page<T>> WindowAsync<T>(this Someone viewer, string list, Guid of, PageRequest? page = null) =>
        Assert.Single(await viewer.PostAsync<Page<T>[]>("social", $"{list}/windows", new WindowsRequest([new(of, page ?? new PageRequest())])));

    public static async Task<IReadOnlyList<T>> ListAsync<T>(this Someone viewer, string list, Guid of) =>
        [.. (await viewer.WindowAsync<T>(list, of)).Items.Select(item => item.Value)];

    /// <summary>The whole feed, by pages of this size.</summary>
    public static async Task<List<Guid>> FeedAsync(this Someone reader, int first = 100)
    {
        var all = new List<Guid>();
        for (string? cursor = null; ;)
        {
            var page = await reader.GetAsync<Page<Share>>("social", $"feed?first={first}{(cursor is null ? "" : $"&after={cursor}")}");
            all.AddRange(page.Items.Select(item => item.Value.Id));
            if (!page.HasNextPage)
                return all;
            cursor = page.Items[^1].Cursor;
        }
    }

    /// <summary>Asks until the answer is as it should be: what follows from an event comes a moment later.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isRight(answer))
                return answer;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                Assert.Fail($"After {Patience.TotalSeconds} s it still was {System.Text.Json.JsonSerializer.Serialize(answer)}.");
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until the feed is these shares, newest first.</summary>
    public static async Task FeedBecomesAsync(this Someone reader, params Share[] shares)
    {
        var expected = shares.Select(share => share.Id).ToArray();
        Assert.Equal(expected, await UntilAsync(() => reader.FeedAsync(), feed => feed.Count == expected.Length));
    }

    public static Task<Someone[]> RegisterAsync(World world, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Someone.RegisterAsync(world)));
}
