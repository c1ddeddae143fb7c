using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>A running MusicGraph without its demo world, the callers of the table, and the schema.</summary>
public sealed class AuthorizationHost : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ApiClient> _clients = [];
    private HostProcess _host = null!;
    private ApiClient _firstAdmin = null!;
    private ApiClient _partner = null!;
    private int _named;

    public Uri Address => _host.Address;

    public HostProcess Process => _host;

    internal LiveSchema Schema { get; private set; } = null!;

    internal IReadOnlyDictionary<string, ApiClient> Callers { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        _firstAdmin = Keep(await FirstAdmin.MakeAsync(Address, _folder["data"], CancellationToken.None));
        _partner = Keep(await NewPartnerAsync(CancellationToken.None));
        Schema = await LiveSchema.ReadAsync(Address, CancellationToken.None);
        Callers = await NewCallersAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Registers a partner's client that may do whatever partners may.</summary>
    internal async Task<(string ClientId, string Secret)> RegisterPartnerAsync(CancellationToken cancellationToken)
    {
        var issued = (await _firstAdmin.MutateAsync(
            "registerPartnerClient",
            "RegisterPartnerClientInput",
            "issuedSecret { secret client { clientId } }",
            new { name = "A magazine", scopes = new[] { "shares:read", "releases:read", "playlists:read", "feed:read" } },
            cancellationToken)).GetProperty("issuedSecret");
        return (issued.GetProperty("client").GetProperty("clientId").GetString()!, issued.GetProperty("secret").GetString()!);
    }

    /// <summary>Callers with accounts of their own; there is one partner.</summary>
    internal async Task<IReadOnlyDictionary<string, ApiClient>> NewCallersAsync(CancellationToken cancellationToken) =>
        new Dictionary<string, ApiClient>(StringComparer.Ordinal)
        {
            ["anonymous"] = Keep(new ApiClient(Address)),
            ["other"] = Keep(await ApiClient.RegisterAsync(Address, $"other-{++_named}", cancellationToken)),
            ["owner"] = Keep(await ApiClient.RegisterAsync(Address, $"owner-{++_named}", cancellationToken)),
            ["admin"] = Keep(await NewAdminAsync($"admin-{++_named}", cancellationToken)),
            ["partner"] = _partner,
        };

    private async Task<ApiClient> NewAdminAsync(string userName, CancellationToken cancellationToken)
    {
        using var user = await ApiClient.RegisterAsync(Address, userName, cancellationToken);
        await _firstAdmin.MutateAsync("giveRole", "GiveRoleInput", "userRoles { roles }", new { userId = user.UserId, role = "ADMIN" }, cancellationToken);
        return await ApiClient.LogInAsync(Address, userName, ApiClient.Password, cancellationToken);
    }

    private async Task<ApiClient> NewPartnerAsync(CancellationToken cancellationToken)
    {
        var (clientId, secret) = await RegisterPartnerAsync(cancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        });
        using var response = await _firstAdmin.Http.PostAsync("/oauth/token", form, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new ApiClient(Address, answer.GetProperty("access_token").GetString());
    }

    private ApiClient Keep(ApiClient client)
    {
        _clients.Add(client);
        return client;
    }
}

/// <summary>One host for all classes that ask it as its callers.</summary>
[CollectionDefinition(nameof(AuthorizationHost))]
public sealed class AuthorizationCollection : ICollectionFixture<AuthorizationHost>;
