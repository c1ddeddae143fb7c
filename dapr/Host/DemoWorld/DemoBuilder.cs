using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using MusicGraph.Host.Api;

namespace MusicGraph.Host.DemoWorld;

/// <summary>
/// Makes the demo world through the public API. What is there already is left alone, so that a world which a kill left half-made is
/// completed at the next start.
/// </summary>
internal sealed class DemoBuilder(GraphQLClient client, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, string> _songs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _playlists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Listener> _users = DemoContent.Users.ToDictionary(
        user => user.UserName, user => new Listener(client, user.UserName, DemoContent.Password, time), StringComparer.Ordinal);

    private Listener Main => _users[DemoContent.Main.UserName];

    /// <summary>Makes what is missing; false when the whole world was there.</summary>
    /// <exception cref="ApiException">A part cannot be made, as when somebody else took the name of a demo user.</exception>
    public async Task<bool> BuildAsync(CancellationToken cancellationToken)
    {
        // The last share is the last thing made, so it tells that all the rest is there.
        var last = DemoContent.Shares[^1];
        if (await Main.TryLogInAsync(cancellationToken) && await HasReceivedAsync(Main, last, cancellationToken))
            return false;

        await Task.WhenAll(DemoContent.Users.Select(user => EnsureUserAsync(user, cancellationToken)));
        await Task.WhenAll(
            Task.WhenAll(DemoContent.Songs.GroupBy(song => song.Album).Select(album => EnsureAlbumAsync(album, cancellationToken))),
            Task.WhenAll(DemoContent.Follows.Select(follow => FollowAsync(follow.Follower, follow.Followed, cancellationToken))));
        await Task.WhenAll(
            DemoContent.Playlists.GroupBy(playlist => playlist.Owner).Select(owner => EnsurePlaylistsAsync(owner, cancellationToken)));
        foreach (var share in DemoContent.Shares)
            await EnsureShareAsync(share, cancellationToken);
        await Task.WhenAll(DemoContent.Shares.Select(share => WaitForShareAsync(share, cancellationToken)));
        return true;
    }

    private async Task EnsureUserAsync(DemoUser user, CancellationToken cancellationToken)
    {
        var listener = _users[user.UserName];
        try
        {
            await listener.RegisterAsync($"{user.UserName}@localhost.invalid", user.DisplayName, cancellationToken);
        }
        catch (MutationFailedException error) when (error.Type is "UserNameTakenError" or "EmailTakenError")
        {
            if (!await listener.TryLogInAsync(cancellationToken))
                throw new ApiException($"the user {user.UserName} is there, but with another password");
        }

        const string document = "mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) "
            + "{ errors { __typename ... on Error { message } } } }";
        await listener.MutateAsync(document, new { bio = user.Bio }, cancellationToken);
    }

    /// <summary>The songs of an album come one after the other: they would only wait for each other's album and artist.</summary>
    private async Task EnsureAlbumAsync(IEnumerable<DemoSong> songs, CancellationToken cancellationToken)
    {
        foreach (var song in songs)
        {
            var wav = await Task.Run(song.Melody.ToWav, cancellationToken);
            var listener = _users[song.AddedBy];
            var added = await listener.AddSongAsync(
                new SongToAdd(
                    song.Title, song.Artists, song.Album, null, song.Genre, song.TrackNumber, (long)song.Melody.Duration.TotalMilliseconds,
                    song.ReleaseDate, Convert.ToHexStringLower(SHA256.HashData(wav)), song.Country),
                cancellationToken);
            _songs[song.Title] = added.Id;
            if (added.HasAudio)
                continue;

            using var bytes = new MemoryStream(wav, writable: false);
            await listener.UploadAudioAsync(added.Id, bytes, "audio/wav", cancellationToken);
        }
    }

    private Task<JsonElement> FollowAsync(string follower, string followed, CancellationToken cancellationToken)
    {
        const string document = "mutation FollowUser($input: FollowUserInput!) { followUser(input: $input) "
            + "{ errors { __typename ... on Error { message } } } }";
        return _users[follower].MutateAsync(document, new { userId = _users[followed].Id }, cancellationToken);
    }

    private async Task EnsurePlaylistsAsync(IGrouping<string, DemoPlaylist> playlists, CancellationToken cancellationToken)
    {
        const string query = "query Mine { me { playlists(first: 100) { nodes { id name itemCount } } } }";
        const string create = "mutation CreatePlaylist($input: CreatePlaylistInput!) { createPlaylist(input: $input) "
            + "{ playlist { id } errors { __typename ... on Error { message } } } }";
        const string add = "mutation AddSongs($input: AddSongsToPlaylistInput!) { addSongsToPlaylist(input: $input) "
            + "{ errors { __typename ... on Error { message } } } }";

        var owner = _users[playlists.Key];
        var there = (await owner.QueryAsync(query, null, cancellationToken)).GetProperty("me").GetProperty("playlists").GetProperty("nodes")
            .EnumerateArray().ToLookup(node => node.GetProperty("name").GetString()!);
        foreach (var playlist in playlists)
        {
            var known = there[playlist.Name].FirstOrDefault();
            var isNew = known.ValueKind == JsonValueKind.Undefined;
            if (isNew)
            {
                var visibility = playlist.IsPublic ? "PUBLIC" : "PRIVATE";
                var input = new { name = playlist.Name, description = playlist.Description, visibility };
                known = (await owner.MutateAsync(create, input, cancellationToken)).GetProperty("playlist");
            }

            var id = known.GetProperty("id").GetString()!;
            _playlists[playlist.Name] = id;
            if (isNew || known.GetProperty("itemCount").GetInt32() == 0)
                await owner.MutateAsync(add, new { playlistId = id, songIds = playlist.Songs.Select(title => _songs[title]) }, cancellationToken);
        }
    }

    private async Task EnsureShareAsync(DemoShare share, CancellationToken cancellationToken)
    {
        const string document = "mutation Share($input: ShareInput!) { share(input: $input) "
            + "{ errors { __typename ... on Error { message } } } }";
        if (await HasReceivedAsync(RecipientOf(share), share, cancellationToken))
            return;

        var input = new
        {
            songId = share.Song is { } title ? _songs[title] : null,
            playlistId = share.Playlist is { } name ? _playlists[name] : null,
            message = share.Message,
            recipientIds = share.Recipients.Length == 0 ? null : share.Recipients.Select(user => _users[user].Id).ToArray(),
        };
        await _users[share.From].MutateAsync(document, input, cancellationToken);
    }

    /// <summary>Shares reach a feed through an event, so a little later than they are made, and not always in that order.</summary>
    private async Task WaitForShareAsync(DemoShare share, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await HasReceivedAsync(RecipientOf(share), share, cancellationToken))
        {
            if (time.GetElapsedTime(started) > Patience)
                throw new ApiException("a share has not reached the feed");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>One of those whose feeds a share comes to.</summary>
    private Listener RecipientOf(DemoShare share) =>
        _users[share.Recipients.FirstOrDefault() ?? DemoContent.Follows.First(follow => follow.Followed == share.From).Follower];

    private static async Task<bool> HasReceivedAsync(Listener user, DemoShare share, CancellationToken cancellationToken)
    {
        const string document = "query Feed { feed(first: 100) { nodes { message sharedBy { userName } } } }";
        var feed = (await user.QueryAsync(document, null, cancellationToken)).GetProperty("feed").GetProperty("nodes");
        return feed.EnumerateArray().Any(node =>
            node.GetProperty("message").GetString() == share.Message
            && node.GetProperty("sharedBy") is { ValueKind: JsonValueKind.Object } by
            && by.GetProperty("userName").GetString() == share.From);
    }
}
