using System.Diagnostics;
using MusicGraph.Contracts;
using MusicGraph.SocialBench;

// FOLDER [FOLLOWERS]: a star with so many followers shares, their feeds are read, and they gain followers; see feed.sh.
var (folder, followers) = (args[0], args.Length > 1 ? int.Parse(args[1], null) : 1_000_000);
const string Feed = "{ feed(first: 20) { nodes { id message likeCount commentCount likedByMe sharedBy { displayName } subject { ... on Song { title } } } } }";

await using var world = new World(folder);
await world.StartAsync();
var (star, reader, collector) = (
    await Caller.RegisterAsync(world, "star"), await Caller.RegisterAsync(world, "reader"), await Caller.RegisterAsync(world, "collector"));
var song = await star.SendAsync<Song>(HttpMethod.Post, "catalog", "songs", new NewSong("Everywhere", ["Star"], DurationMs: 1_000));

using var state = world.SocialState();
var seed = new Seed(state);
var started = Stopwatch.GetTimestamp();
await seed.StarsAsync(collector.Id, [.. Enumerable.Range(0, 2_000).Select(_ => Guid.NewGuid())], sharesEach: 5, song.Id);
await seed.FollowersAsync(star.Id, followers);
Console.WriteLine($"{followers:N0} followers, and 2,000 stars for the collector, written in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");

// The next one to follow is noticed to be one too many for writing out.
await reader.DoAsync(HttpMethod.Post, "social", "follows", new NewFollow(star.Id));
await UntilAsync(async () => (await reader.SendAsync<Page<Share>>(HttpMethod.Get, "social", "feed")).Items.Count > 0, async () => await ShareAsync());

await Readings.OfAsync($"share with {followers:N0} followers, service", 300, 1, _ => ShareAsync());
await Readings.OfAsync("share, gateway", 300, 1, _ => star.QueryAsync($$"""
    mutation { share(input: { songId: "{{GlobalIdOfSong()}}", message: "M" }) { share { id } errors { __typename } } }
    """));
await Readings.OfAsync("feed of a follower, service", 1_000, 1, _ => FeedAsync(reader));
await Readings.OfAsync("feed of a follower, service", 2_000, 8, _ => FeedAsync(reader));
await Readings.OfAsync("feed of a follower, gateway", 1_000, 1, _ => reader.QueryAsync(Feed));
await Readings.OfAsync("feed of a follower of 2,000 stars, service", 300, 1, _ => FeedAsync(collector));
await Readings.OfAsync("feed of a follower of 2,000 stars, gateway", 300, 1, _ => collector.QueryAsync(Feed));
var last = await WalkAsync(collector, pages: 20);
await Readings.OfAsync("their 21st page, service", 100, 1, _ => FeedAsync(collector, last));

// Everyone follows and unfollows, so that the list is written at the rate.
var fans = new List<Caller>();
for (var i = 0; i < 100; i++)
    fans.Add(await Caller.RegisterAsync(world, $"fan{i}"));
await Readings.AtRateAsync("follow or unfollow the star, service", 1_000, 100, i => i / fans.Count % 2 == 0
    ? fans[i % fans.Count].DoAsync(HttpMethod.Post, "social", "follows", new NewFollow(star.Id))
    : fans[i % fans.Count].DoAsync(HttpMethod.Delete, "social", $"follows/{star.Id}"));
var profile = await star.SendAsync<SocialProfile[]>(HttpMethod.Post, "social", "profiles/batch", new BatchRequest([star.Id]));
Console.WriteLine($"followers afterwards: {profile[0].Followers:N0}");

Task ShareAsync() => star.SendAsync<Share>(HttpMethod.Post, "social", "shares", new NewShare(ShareKind.Song, song.Id, "Listen!"));

Task<Page<Share>> FeedAsync(Caller caller, string? after = null) =>
    caller.SendAsync<Page<Share>>(HttpMethod.Get, "social", after is null ? "feed?first=20" : $"feed?first=20&after={after}");

async Task<string> WalkAsync(Caller caller, int pages)
{
    var page = await FeedAsync(caller);
    for (var i = 1; i < pages; i++)
        page = await FeedAsync(caller, page.Items[^1].Cursor);
    return page.Items[^1].Cursor;
}

string GlobalIdOfSong() => Convert.ToBase64String([.. "Song:"u8, .. song.Id.ToByteArray()]);

static async Task UntilAsync(Func<Task<bool>> condition, Func<Task> attempt)
{
    do
        await attempt();
    while (!await condition());
}
