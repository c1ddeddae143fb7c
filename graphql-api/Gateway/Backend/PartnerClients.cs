namespace MusicGraph.Gateway.Backend;

/// <summary>The users service's side of partners: their clients, and the tokens of those.</summary>
internal sealed class PartnerClients(ServiceInvoker services)
{
    public Task<IssuedSecret> RegisterAsync(NewPartnerClient client, CancellationToken cancellationToken) =>
        services.PostAsync(
            UserClient.AppId, "clients", client, BackendJson.Default.NewPartnerClient, BackendJson.Default.IssuedSecret, cancellationToken);

    public Task<Page<PartnerClient>> GetClientsAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(UserClient.AppId, PageQuery.Of("clients", page), BackendJson.Default.PagePartnerClient, cancellationToken);

    /// <exception cref="PartnerClientNotFoundException">There is none, or it is another's.</exception>
    public async Task<IssuedSecret> RotateSecretAsync(string clientId, int? overlapMinutes, CancellationToken cancellationToken)
    {
        try
        {
            return await services.PostAsync(
                UserClient.AppId,
                $"clients/{Uri.EscapeDataString(clientId)}/secrets",
                new SecretRotation(overlapMinutes),
                BackendJson.Default.SecretRotation,
                BackendJson.Default.IssuedSecret,
                cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new PartnerClientNotFoundException(clientId);
        }
    }

    /// <exception cref="PartnerClientNotFoundException">There is none, or it is another's.</exception>
    public async Task<PartnerClient> RevokeAsync(string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await services.SendAsync(
                UserClient.AppId, HttpMethod.Delete, $"clients/{Uri.EscapeDataString(clientId)}", null, BackendJson.Default.PartnerClient, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new PartnerClientNotFoundException(clientId);
        }
    }

    public Task<ClientToken> IssueTokenAsync(ClientTokenRequest request, CancellationToken cancellationToken) =>
        services.PostAsync(
            UserClient.AppId,
            "clients/tokens",
            request,
            BackendJson.Default.ClientTokenRequest,
            BackendJson.Default.ClientToken,
            cancellationToken);

    public async Task RevokeTokenAsync(ClientTokenRevocation request, CancellationToken cancellationToken)
    {
        using var response = await services.SendAsync(
            UserClient.AppId,
            HttpMethod.Post,
            "clients/tokens/revoke",
            JsonContent.Create(request, BackendJson.Default.ClientTokenRevocation),
            cancellationToken);
    }

    public Task<IReadOnlyList<ClientState>> GetStatesAsync(IReadOnlyList<string> clientIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            UserClient.AppId,
            "clients/states",
            new ClientStatesRequest(clientIds),
            BackendJson.Default.ClientStatesRequest,
            BackendJson.Default.IReadOnlyListClientState,
            cancellationToken);
}
