namespace MusicGraph.Users;

/// <summary>What can be configured, by arguments or environment.</summary>
internal sealed class UsersOptions
{
    /// <summary>Minutes that a token is good for.</summary>
    public int TokenMinutes { get; set; } = 60;

    /// <summary>Rounds of PBKDF2; not below 100,000.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>User names, separated by commas, whose accounts are administrators. They should be registered first thing.</summary>
    public string AdminUsers { get; set; } = "";
}
