using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Tests.Secrets;

/// <summary>What every secret store has to do.</summary>
public abstract class SecretStoreConformance : IAsyncLifetime
{
    private static readonly Dictionary<string, string> s_none = [];
    private ISecretStore _store = null!;

    /// <summary>A store with the secret <c>MG_CONFORMANCE_PASSWORD</c>, whose value is <c>pa55=wörd</c>.</summary>
    internal abstract ISecretStore Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Get_ASecret_AnswersItsValueByItsName()
    {
        var values = await _store.GetAsync("MG_CONFORMANCE_PASSWORD", s_none, Cancellation);

        Assert.Equal([new("MG_CONFORMANCE_PASSWORD", "pa55=wörd")], values);
    }

    [Fact]
    public async Task GetAll_HoldsTheSecret()
    {
        var secrets = await _store.GetAllAsync(s_none, Cancellation);

        Assert.Equal("pa55=wörd", secrets["MG_CONFORMANCE_PASSWORD"]["MG_CONFORMANCE_PASSWORD"]);
    }
}
