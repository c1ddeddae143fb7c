namespace MusicGraph.Users.Tokens;

/// <summary>
/// The key pairs of tokens as they are stored, oldest first. A new one is published some time before it signs, so that whoever keeps
/// the public keys has it by then; an old one stays until the last token that it signed has expired.
/// </summary>
internal sealed record SigningKeyRing(IReadOnlyList<StoredKey> Keys)
{
    /// <summary>How long before it signs a key is published: longer than anybody is told to keep the key set.</summary>
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromHours(1);

    public static readonly SigningKeyRing Empty = new([]);

    /// <summary>What signs now; the first where the clock of who made it goes before this one.</summary>
    public StoredKey Signer(DateTimeOffset now) => Keys.LastOrDefault(key => key.SignsFrom <= now) ?? Keys[0];

    /// <summary>The ring as it has to be now; the same one when nothing is due.</summary>
    /// <param name="period">How long a key signs.</param>
    /// <param name="lifetime">How long a token of it may be good for.</param>
    public SigningKeyRing At(DateTimeOffset now, TimeSpan period, TimeSpan lifetime, Func<DateTimeOffset, StoredKey> create)
    {
        if (Keys.Count == 0)
            return new SigningKeyRing([create(now)]);
        var keys = Keys.ToList();
        // One that waits for its turn is enough.
        var newest = keys[^1];
        if (newest.SignsFrom <= now && newest.SignsFrom + period - PublishedAhead <= now)
            keys.Add(create(Later(newest.SignsFrom + period, now + PublishedAhead)));
        // The next one signs for so long already that nothing the first signed is good any more.
        while (keys.Count > 1 && keys[1].SignsFrom + lifetime <= now)
            keys.RemoveAt(0);
        return keys.SequenceEqual(Keys) ? this : new SigningKeyRing(keys);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="Sealed">The PKCS #8 private key, sealed by the account keys.</param>
/// <param name="SignsFrom">When it takes the place of the one before.</param>
internal sealed record StoredKey(string KeyId, string Sealed, DateTimeOffset SignsFrom);
