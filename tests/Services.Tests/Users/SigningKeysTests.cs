using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.Services.Tests.State;

namespace MusicGraph.Services.Tests.Users;

/// <summary>How a service keeps the public keys.</summary>
public sealed class SigningKeysTests
{
    private readonly SettableTime _time = new();
    private readonly CountingSource _source = new();
    private readonly SigningKeys _keys;

    public SigningKeysTests() => _keys = new SigningKeys(_source, _time, NullLogger<SigningKeys>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureAsync_AThousandUnknownKeysAtOnce_AsksOnce()
    {
        await _keys.EnsureAsync("k1", Token);
        Assert.Equal(1, _source.Asked);
        _time.Now += TimeSpan.FromSeconds(6);

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(() => _keys.EnsureAsync($"forged-{i}", Token), Token)));

        Assert.Equal(2, _source.Asked);
    }

    [Fact]
    public async Task EnsureAsync_AKeyThatWasMadeSince_IsFetchedBeforeItIsAskedFor()
    {
        await _keys.EnsureAsync("k1", Token);
        _source.KeyIds = ["k1", "k2"];
        _time.Now += TimeSpan.FromSeconds(6);

        await _keys.EnsureAsync("k2", Token);

        Assert.Equal(["k1", "k2"], (await _keys.GetConfigurationAsync(Token)).SigningKeys.Select(key => key.KeyId));
    }

    [Fact]
    public async Task GetConfigurationAsync_WhileNobodyAnswers_GoesOnWithWhatIsKnownAndDoesNotHammer()
    {
        await _keys.EnsureAsync("k1", Token);
        _source.Fails = true;
        _time.Now += TimeSpan.FromHours(2);

        for (var i = 0; i < 100; i++)
        {
            await _keys.EnsureAsync($"forged-{i}", Token);
            Assert.Equal("k1", Assert.Single((await _keys.GetConfigurationAsync(Token)).SigningKeys).KeyId);
        }

        Assert.Equal(2, _source.Asked);
    }

    [Fact]
    public async Task GetConfigurationAsync_BeforeAnythingIsKnown_FailsAndIsTriedAgain()
    {
        _source.Fails = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => _keys.GetConfigurationAsync(Token));
        _source.Fails = false;

        Assert.Single((await _keys.GetConfigurationAsync(Token)).SigningKeys);
    }

    private sealed class CountingSource : IKeySetSource
    {
        private int _asked;

        public int Asked => _asked;

        public bool Fails { get; set; }

        public string[] KeyIds { get; set; } = ["k1"];

        public Task<string> FetchAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            const string x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
            const string y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
            var keys = KeyIds.Select(id => $$"""{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{id}}","x":"{{x}}","y":"{{y}}"}""");
            return Fails ? throw new HttpRequestException("nobody is there") : Task.FromResult($$"""{"keys":[{{string.Join(',', keys)}}]}""");
        }
    }
}
