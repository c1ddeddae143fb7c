using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using global::Azure.Identity;
using MusicGraph.Dapr.Runtime.Azure;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Cosmos;
using MusicGraph.Dapr.Runtime.Tests.State.Cosmos;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.Azure;

/// <summary>https://docs.dapr.io/developing-applications/integrations/azure/azure-authentication/authenticating-azure/.</summary>
public sealed class AzureIdentityTests(ServerFixture<CosmosServer> fixture) : IClassFixture<ServerFixture<CosmosServer>>
{
    // Tokens are kept by client, in the process, so every test is another one.
    private readonly string _client = Guid.NewGuid().ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStoreWithoutAKey_IsOpenedByTheManagedIdentityThatAzureClientIdChooses()
    {
        await using var identity = await IdentityEndpoint.StartAsync();
        await fixture.Server.AcceptTokensAsync([identity.Token], Cancellation);

        await using var store = await CosmosStores.OpenAsync(fixture.Server, ("masterKey", ""), ("azureClientId", _client));
        await store.ExecuteAsync(Set("key"), Cancellation);

        Assert.NotNull(await store.GetAsync("key", StateReadOptions.None, Cancellation));
        Assert.Equal([("https://127.0.0.1", _client)], identity.Asked);
    }

    [Fact]
    public async Task ATokenThatExpires_IsFetchedAnew()
    {
        await using var identity = await IdentityEndpoint.StartAsync();
        identity.Lifetime = TimeSpan.FromSeconds(2);
        var (first, second) = (identity.Token, Guid.NewGuid().ToString());
        await fixture.Server.AcceptTokensAsync([first], Cancellation);
        await using var store = await CosmosStores.OpenAsync(fixture.Server, ("masterKey", ""), ("azureClientId", _client));

        identity.Token = second;
        await fixture.Server.AcceptTokensAsync([second], Cancellation);

        while (!await WritesAsync(store))
            Assert.False(Cancellation.IsCancellationRequested);
        Assert.True(identity.Asked.Count > 1);
    }

    [Fact]
    public async Task AnIdentityThatTheAccountDoesNotKnow_IsToldWithTheField()
    {
        await using var identity = await IdentityEndpoint.StartAsync();
        await fixture.Server.AcceptTokensAsync([], Cancellation);

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(
            () => CosmosStores.OpenAsync(fixture.Server, ("masterKey", ""), ("azureClientId", _client)));

        Assert.Contains("'azureClientId'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(identity.Token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereThereIsNoIdentity_TheStartFailsWithTheFields()
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(
            () => CosmosStores.OpenAsync(fixture.Server, ("masterKey", ""), ("azureClientId", _client), ("azureAuthMethods", "wi")));

        Assert.Contains("'masterKey'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'azureClientId'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecret_MakesAnApplicationOfIt()
        => Assert.IsType<ClientSecretCredential>(Credential(("azureTenantId", "tenant"), ("azureClientId", _client), ("azureClientSecret", "secret")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACertificate_MakesAnApplicationOfIt(bool isPem)
    {
        using var folder = new TestFolder();
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=app", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var file = folder.Combine("certificate");
        File.WriteAllBytes(file, isPem
            ? Encoding.ASCII.GetBytes($"{certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}")
            : certificate.Export(X509ContentType.Pfx, "password"));

        Assert.IsType<ClientCertificateCredential>(Credential(
            ("azureTenantId", "tenant"), ("azureClientId", _client), ("azureCertificateFile", file), ("azureCertificatePassword", "password")));
    }

    [Fact]
    public void ACertificateThatIsNone_IsAnErrorOfItsField()
    {
        var error = Assert.Throws<DaprConfigurationException>(
            () => Credential(("azureTenantId", "tenant"), ("azureClientId", _client), ("azureCertificate", "none")));

        Assert.Contains("'azureCertificate'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MethodsThatAreAllRuledOut_AreAnError()
        => Assert.Contains(
            "'azureAuthMethods'",
            Assert.Throws<DaprConfigurationException>(() => Credential(("azureAuthMethods", "none"))).Message,
            StringComparison.Ordinal);

    private static async Task<bool> WritesAsync(IStateStore store)
    {
        try
        {
            await store.ExecuteAsync(Set("key"), Cancellation);
            return true;
        }
        catch (CosmosRequestException)
        {
            return false;
        }
    }

    private static global::Azure.Core.TokenCredential Credential(params (string Name, string Value)[] fields)
    {
        var context = ComponentContexts.Create("state.azure.cosmosdb", "/", TimeProvider.System, fields);
        return AzureIdentity.Read(context.Definition, context.Metadata).CreateCredential();
    }

    private static StateOperation Set(string key) => new(key, "1"u8.ToArray(), null, false, null);
}
