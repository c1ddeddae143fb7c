using System.Security.Cryptography;
using System.Text.Json;
using MusicGraph.Host.Api;

namespace MusicGraph.Host.Import;

/// <summary>
/// The user in whose name music is imported. It registers itself like everyone, with a random password that is kept in the data
/// folder, readable by its owner alone.
/// </summary>
internal sealed class ImporterAccount(GraphQLClient client, string dataFolder, TimeProvider time)
{
    private const string DisplayName = "Importer";

    private readonly string _file = Path.Combine(dataFolder, "importer.json");

    public async Task<Listener> LogInAsync(CancellationToken cancellationToken)
    {
        // The password is kept before it is used: a kill in between must not leave an account nobody can log in to.
        var credentials = Read() ?? Keep("importer");
        var listener = ToListener(credentials);
        if (await listener.TryLogInAsync(cancellationToken))
            return listener;

        try
        {
            await RegisterAsync(listener, cancellationToken);
        }
        catch (MutationFailedException error) when (error.Type is "UserNameTakenError" or "EmailTakenError")
        {
            // The account is another data folder's: its password is not known here, so a second importer is made.
            listener = ToListener(Keep($"importer-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));
            await RegisterAsync(listener, cancellationToken);
        }

        return listener;
    }

    private static Task RegisterAsync(Listener listener, CancellationToken cancellationToken) =>
        listener.RegisterAsync($"{listener.UserName}@localhost.invalid", DisplayName, cancellationToken);

    private Credentials Keep(string userName)
    {
        var credentials = new Credentials(userName, RandomNumberGenerator.GetHexString(32, lowercase: true));
        Write(credentials);
        return credentials;
    }

    private Listener ToListener(Credentials credentials) => new(client, credentials.UserName, credentials.Password, time);

    private Credentials? Read()
    {
        try
        {
            return File.Exists(_file) ? JsonSerializer.Deserialize<Credentials>(File.ReadAllText(_file)) : null;
        }
        catch (JsonException)
        {
            // Damaged: as good as lost.
            return null;
        }
    }

    private void Write(Credentials credentials) => PrivateFile.Write(_file, stream => JsonSerializer.Serialize(stream, credentials));

    private sealed record Credentials(string UserName, string Password);
}
