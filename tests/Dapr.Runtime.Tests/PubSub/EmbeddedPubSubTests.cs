using System.Globalization;
using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.Embedded;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class EmbeddedPubSubTests : PubSubConformance
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override Task<IPubSub> OpenAsync() => Task.FromResult<IPubSub>(Open("conformance.db", TimeProvider.System));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_nobody_has_subscribed_to_yet_is_kept_for_the_first_consumer_only()
    {
        await using var pubSub = Open();
        await pubSub.PublishAsync("topic", "early");
        var (first, second) = (new Inbox(2), new Inbox(1));
        await using var one = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "first"), first.HandleAsync);
        await using var two = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "second"), second.HandleAsync);

        await pubSub.PublishAsync("topic", "late");

        Assert.Equal(["early", "late"], await first.WaitAsync());
        Assert.Equal(["late"], await second.WaitAsync());
    }

    [Fact]
    public async Task Components_with_one_file_are_one_broker()
    {
        await using var pubSub = Open();
        await using var broadcast = Open();
        var inbox = new Inbox(1);
        await using var subscription = await broadcast.SubscribeAsync(new PubSubSubscription("topic", "consumer"), inbox.HandleAsync);

        await pubSub.PublishAsync("topic", "1");

        Assert.Equal(["1"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task A_message_whose_time_has_run_out_does_not_come()
    {
        await using var pubSub = Open();
        await pubSub.PublishAsync("topic", new PubSubMessage("old"u8.ToArray()) { TimeToLive = TimeSpan.FromSeconds(5) }, Cancellation);
        await pubSub.PublishAsync("topic", "new");
        _time.Advance(TimeSpan.FromSeconds(6));
        var inbox = new Inbox(1);

        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "consumer"), inbox.HandleAsync);

        Assert.Equal(["new"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task A_message_that_is_refused_again_and_again_lets_the_others_pass_and_comes_when_it_is_due()
    {
        var (inbox, accept) = (new Inbox(1), false);
        await using (var pubSub = Open())
        {
            await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "consumer"), (message, _) =>
            {
                if (message.Data is [(byte)'p', ..] && !accept)
                    throw new InvalidOperationException("no");
                inbox.Add(message);
                return Task.CompletedTask;
            });
            await pubSub.PublishAsync("topic", "poison");
            await pubSub.PublishAsync("topic", "next");
            Assert.Equal(["next"], await inbox.WaitAsync());
        }

        // It outlives the process, and it is not forgotten.
        accept = true;
        _time.Advance(TimeSpan.FromMinutes(2));
        var again = new Inbox(1);
        await using (var pubSub = Open())
        await using (await pubSub.SubscribeAsync(new PubSubSubscription("topic", "consumer"), again.HandleAsync))
            Assert.Equal(["poison"], await again.WaitAsync());
        Assert.Equal(0, Count("postponed"));
    }

    [Fact]
    public async Task What_all_have_read_and_what_is_too_old_is_removed()
    {
        await using (var pubSub = Open())
        {
            await pubSub.PublishAsync("nobody", "old");
            _time.Advance(TimeSpan.FromDays(8));
            await pubSub.PublishAsync("nobody", "young");
            var inbox = new Inbox(100);
            await using var reading = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "consumer"), inbox.HandleAsync);
            await pubSub.PublishAsync("topic", 100);
            await inbox.WaitAsync();
            await Condition.UntilAsync(() => Count("messages") == 1, "only one message was kept", Cancellation);
        }

        Assert.Equal(1, Count("messages"));
    }

    [Fact]
    public async Task The_file_belongs_to_one_process()
    {
        await using var pubSub = Open();

        // The lock file is held, so that whoever asks for it as the broker does is refused.
        Assert.Throws<IOException>(() => new FileStream(_folder.Combine("pubsub.db.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
    }

    [Theory]
    [InlineData("connectionString", "", "metadata field 'connectionString' is missing")]
    [InlineData("retention", "0s", "metadata field 'retention' must be more than 0")]
    [InlineData("maxLen", "5", "metadata field 'maxLen' is not known")]
    public void Open_AWrongField_SaysWhich(string name, string value, string expected)
    {
        var fields = new Dictionary<string, string> { ["connectionString"] = "pubsub.db", [name] = value };

        var error = Assert.Throws<DaprConfigurationException>(
            () => EmbeddedPubSub.Open(ComponentContexts.Create("pubsub.embedded", _folder.Path, _time, [.. fields.Select(field => (field.Key, field.Value))])));

        Assert.Equal($"test.yaml: component test (pubsub.embedded): {expected}", error.Message);
    }

    private EmbeddedPubSub Open() => Open("pubsub.db", _time);

    private EmbeddedPubSub Open(string file, TimeProvider time)
        => EmbeddedPubSub.Open(ComponentContexts.Create("pubsub.embedded", _folder.Path, time, ("connectionString", file)));

    private long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Combine("pubsub.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
