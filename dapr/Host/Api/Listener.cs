using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MusicGraph.Host.Api;

/// <summary>A user of the public API: logs in when it must and does what a user can do.</summary>
internal sealed class Listener(GraphQLClient client, string userName, string password, TimeProvider time)
{
    private const string SessionFields = "session { accessToken expiresAt user { id } }";
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _loggingIn = new(1, 1);
    private Session? _session;

    public string UserName => userName;

    /// <summary>The user's global id, once logged in.</summary>
    public string Id => _session?.UserId ?? throw new InvalidOperationException($"{userName} is not logged in.");

    /// <summary>Logs in; false when there is no account of this name and password.</summary>
    public async Task<bool> TryLogInAsync(CancellationToken cancellationToken)
    {
        const string document = "mutation LogIn($input: LogInInput!) { logIn(input: $input) { "
            + SessionFields + " errors { __typename ... on Error { message } } } }";
        try
        {
            Open(await client.MutateAsync(document, new { userName, password }, null, cancellationToken));
            return true;
        }
        catch (MutationFailedException error) when (error.Type == "InvalidCredentialsError")
        {
            return false;
        }
    }

    /// <exception cref="MutationFailedException">The name or address is taken.</exception>
    public async Task RegisterAsync(string email, string displayName, CancellationToken cancellationToken)
    {
        const string document = "mutation Register($input: RegisterInput!) { register(input: $input) { "
            + SessionFields + " errors { __typename ... on Error { message } } } }";
        Open(await client.MutateAsync(document, new { userName, email, password, displayName }, null, cancellationToken));
    }

    /// <summary>Runs a query as this user.</summary>
    public async Task<JsonElement> QueryAsync(string document, object? variables, CancellationToken cancellationToken) =>
        await client.SendAsync(document, variables, await TokenAsync(cancellationToken), cancellationToken);

    /// <summary>Runs a mutation of one field as this user.</summary>
    public async Task<JsonElement> MutateAsync(string document, object input, CancellationToken cancellationToken) =>
        await client.MutateAsync(document, input, await TokenAsync(cancellationToken), cancellationToken);

    /// <summary>Adds a song, or finds the one that has the same content.</summary>
    public async Task<AddedSong> AddSongAsync(SongToAdd song, CancellationToken cancellationToken)
    {
        const string document = """
            mutation AddSong($input: AddSongInput!) {
              addSong(input: $input) {
                song { id album { id } }
                errors { __typename ... on Error { message } ... on DuplicateSongError { songId } }
              }
            }
            """;
        try
        {
            var added = (await MutateAsync(document, song, cancellationToken)).GetProperty("song");
            return new AddedSong(added.GetProperty("id").GetString()!, AlbumId(added), IsNew: true, HasAudio: false);
        }
        catch (MutationFailedException duplicate) when (duplicate.Type == "DuplicateSongError")
        {
            return await FindSongAsync(duplicate.Error.GetProperty("songId").GetString()!, cancellationToken);
        }
    }

    /// <summary>Uploads the audio of a song that this user has added.</summary>
    public Task UploadAudioAsync(string songId, Stream bytes, string contentType, CancellationToken cancellationToken) =>
        UploadAsync($"/audio/{Uri.EscapeDataString(songId)}", bytes, contentType, cancellationToken);

    /// <summary>Uploads the cover of an album that this user has added.</summary>
    public Task UploadCoverAsync(string albumId, Stream bytes, string contentType, CancellationToken cancellationToken) =>
        UploadAsync(CoverPath(albumId), bytes, contentType, cancellationToken);

    /// <summary>Whether an album has a cover.</summary>
    public async Task<bool> HasCoverAsync(string albumId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, CoverPath(albumId));
        using var response = await client.Http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private static string CoverPath(string albumId) => $"/covers/{Uri.EscapeDataString(albumId)}";

    private static string? AlbumId(JsonElement song) =>
        song.GetProperty("album") is { ValueKind: JsonValueKind.Object } album ? album.GetProperty("id").GetString() : null;

    private async Task<AddedSong> FindSongAsync(string id, CancellationToken cancellationToken)
    {
        const string document = "query Song($id: ID!) { songById(id: $id) { id album { id } audio { size } } }";
        var song = (await QueryAsync(document, new { id }, cancellationToken)).GetProperty("songById");
        return song.ValueKind == JsonValueKind.Object
            ? new AddedSong(id, AlbumId(song), IsNew: false, song.GetProperty("audio").ValueKind == JsonValueKind.Object)
            : throw new ApiException("The song that has the same content cannot be found.");
    }

    private async Task UploadAsync(string path, Stream bytes, string contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StreamContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        HttpResponseMessage response;
        try
        {
            response = await client.Http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new ApiException($"The upload was cut: {error.Message}", error);
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw new ApiException(await ReasonAsync(response, cancellationToken));
        }
    }

    /// <summary>The <c>detail</c> or <c>title</c> of problem details (RFC 9457), else the status.</summary>
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            foreach (var name in (string[])["detail", "title"])
            {
                if (body.RootElement.TryGetProperty(name, out var text) && text.GetString() is { Length: > 0 } reason)
                    return reason;
            }
        }
        catch (JsonException)
        {
            // No problem details; the status has to do.
        }

        return response.StatusCode == HttpStatusCode.Forbidden
            ? "The song was added by somebody else."
            : $"The upload was refused with status {(int)response.StatusCode}.";
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        var session = _session;
        if (session is not null && time.GetUtcNow() < session.ExpiresAt - Reserve)
            return session.Token;

        await _loggingIn.WaitAsync(cancellationToken);
        try
        {
            if (_session == session && !await TryLogInAsync(cancellationToken))
                throw new ApiException($"{userName} cannot log in: name or password are not right.");
            return _session!.Token;
        }
        finally
        {
            _loggingIn.Release();
        }
    }

    private void Open(JsonElement payload)
    {
        var session = payload.GetProperty("session");
        _session = new Session(
            session.GetProperty("accessToken").GetString()!,
            session.GetProperty("expiresAt").GetDateTimeOffset(),
            session.GetProperty("user").GetProperty("id").GetString()!);
    }

    private sealed record Session(string Token, DateTimeOffset ExpiresAt, string UserId);
}
