using MusicGraph.Dapr.Runtime.Secrets;
using MusicGraph.Dapr.Runtime.Secrets.LocalEnv;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Secrets;

public sealed class LocalEnvSecretStoreTests : SecretStoreConformance
{
    private static readonly Dictionary<string, string> s_none = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override ISecretStore Open()
    {
        Environment.SetEnvironmentVariable("MG_CONFORMANCE_PASSWORD", "pa55=wörd");
        return Open("");
    }

    [Fact]
    public async Task Get_AVariableThatIsNotSet_IsEmpty()
        => Assert.Equal("", (await Open("").GetAsync("MG_NEVER_SET", s_none, Cancellation))["MG_NEVER_SET"]);

    [Fact]
    public async Task Prefix_IsLeftOutOfTheNames()
    {
        Environment.SetEnvironmentVariable("MG_PREFIX_ONE", "1");
        var store = Open("MG_PREFIX_");

        Assert.Equal("1", (await store.GetAsync("ONE", s_none, Cancellation))["ONE"]);
        Assert.Equal(["ONE"], (await store.GetAllAsync(s_none, Cancellation)).Keys);
    }

    [Theory]
    [InlineData("APP_API_TOKEN")]
    [InlineData("DAPR_SECRET")]
    public async Task TheRuntimesOwnVariables_AreNotTold(string variable)
    {
        Environment.SetEnvironmentVariable(variable, "token");
        var store = Open("");

        Assert.Equal("", (await store.GetAsync(variable, s_none, Cancellation))[variable]);
        Assert.DoesNotContain(variable, (await store.GetAllAsync(s_none, Cancellation)).Keys);
    }

    private static LocalEnvSecretStore Open(string prefix)
        => LocalEnvSecretStore.Open(ComponentContexts.Create("secretstores.local.env", ".", TimeProvider.System, ("prefix", prefix)));
}
