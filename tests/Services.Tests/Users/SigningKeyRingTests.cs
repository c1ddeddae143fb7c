using MusicGraph.Users.Tokens;

namespace MusicGraph.Services.Tests.Users;

public sealed class SigningKeyRingTests
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _made;

    [Fact]
    public void At_TheFirstTime_HasAKeyThatSignsAtOnce()
    {
        var ring = At(SigningKeyRing.Empty, Start);

        Assert.Equal("1", ring.Signer(Start).KeyId);
        Assert.Equal("1", ring.Signer(Start - TimeSpan.FromSeconds(5)).KeyId);
    }

    [Fact]
    public void At_OneHourBeforeThePeriodEnds_PublishesTheNextWhichSignsFromThenOn()
    {
        var ring = At(SigningKeyRing.Empty, Start);
        var end = Start + Period;
        Assert.Same(ring, At(ring, end - SigningKeyRing.PublishedAhead - TimeSpan.FromSeconds(1)));

        ring = At(ring, end - SigningKeyRing.PublishedAhead);

        Assert.Equal(["1", "2"], ring.Keys.Select(key => key.KeyId));
        Assert.Equal("1", ring.Signer(end - TimeSpan.FromSeconds(1)).KeyId);
        Assert.Equal("2", ring.Signer(end).KeyId);
        Assert.Same(ring, At(ring, end - TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void At_AnOldKey_StaysUntilItsLastTokenHasExpired()
    {
        var end = Start + Period;
        var ring = At(At(SigningKeyRing.Empty, Start), end - SigningKeyRing.PublishedAhead);

        Assert.Equal(["1", "2"], At(ring, end + Lifetime - TimeSpan.FromSeconds(1)).Keys.Select(key => key.KeyId));
        Assert.Equal(["2"], At(ring, end + Lifetime).Keys.Select(key => key.KeyId));
    }

    [Fact]
    public void At_AfterALongSleep_KeepsSigningWithTheOldUntilTheNextWasPublishedForLongEnough()
    {
        var late = Start + Period * 10;

        var ring = At(At(SigningKeyRing.Empty, Start), late);

        Assert.Equal("1", ring.Signer(late).KeyId);
        Assert.Equal("2", ring.Signer(late + SigningKeyRing.PublishedAhead).KeyId);
    }

    [Fact]
    public void At_AskedEveryTenMinutesForMonths_NeverLeavesATokenWithoutItsKey()
    {
        var ring = SigningKeyRing.Empty;
        var tokens = new Queue<(string KeyId, DateTimeOffset Expires)>();
        for (var now = Start; now < Start.AddDays(200); now += TimeSpan.FromMinutes(10))
        {
            ring = At(ring, now);
            Assert.True(ring.Keys.Count <= 2);
            tokens.Enqueue((ring.Signer(now).KeyId, now + Lifetime));
            while (tokens.Peek().Expires <= now)
                tokens.Dequeue();
            Assert.All(tokens, token => Assert.Contains(ring.Keys, key => key.KeyId == token.KeyId));
        }

        Assert.Equal(7, _made);
    }

    private SigningKeyRing At(SigningKeyRing ring, DateTimeOffset now) =>
        ring.At(now, Period, Lifetime, from => new StoredKey($"{++_made}", "sealed", from));
}
