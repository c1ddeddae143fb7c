using System.Text.Json;

namespace MusicGraph.EndToEnd.Clients;

/// <summary>Sets an installation up: who knows the token in its secrets becomes the first administrator.</summary>
internal static class FirstAdmin
{
    public static async Task<ApiClient> MakeAsync(Uri address, string dataFolder, CancellationToken cancellationToken)
    {
        const string userName = "first-admin";
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(dataFolder, "secrets.json"), cancellationToken));
        using var user = await ApiClient.RegisterAsync(address, userName, cancellationToken);
        var setupToken = secrets.RootElement.GetProperty("setup-token").GetString();
        await user.MutateAsync(
            "becomeAdministrator", "BecomeAdministratorInput", "userRoles { roles }", new { setupToken }, cancellationToken);
        return await ApiClient.LogInAsync(address, userName, ApiClient.Password, cancellationToken);
    }
}
