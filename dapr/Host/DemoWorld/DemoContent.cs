namespace MusicGraph.Host.DemoWorld;

/// <summary>A user of the demo world.</summary>
internal sealed record DemoUser(string UserName, string DisplayName, string Bio);

/// <summary>A song of the demo world.</summary>
/// <param name="AddedBy">The user who adds it.</param>
internal sealed record DemoSong(
    string AddedBy,
    string Title,
    string[] Artists,
    string Album,
    string Genre,
    int TrackNumber,
    string ReleaseDate,
    string Country,
    Melody Melody);

/// <summary>A playlist of the demo world.</summary>
/// <param name="Songs">Titles, in order.</param>
internal sealed record DemoPlaylist(string Owner, string Name, string Description, bool IsPublic, string[] Songs);

/// <summary>Something one user shares.</summary>
/// <param name="Song">A title; null when it is a playlist.</param>
/// <param name="Playlist">A name; null when it is a song.</param>
/// <param name="Recipients">User names; empty for all followers.</param>
internal sealed record DemoShare(string From, string? Song, string? Playlist, string Message, string[] Recipients);

/// <summary>What the demo world holds. Everything in it is made up.</summary>
internal static class DemoContent
{
    /// <summary>The password of every demo user; for this machine only.</summary>
    public const string Password = "musicgraph-demo";

    /// <summary>Major and minor tunes, in semitones.</summary>
    private static readonly int[] Rise = [0, 4, 7, 12, 16, 12, 7, 4, 5, 9, 12, 17, 12, 9, 7, 12];
    private static readonly int[] Fall = [12, 10, 7, 3, 0, 3, 7, 10, 8, 5, 3, 0, -2, 2, 5, 0];
    private static readonly int[] Waltz = [0, 7, 7, 4, 9, 9, 5, 12, 12, 11, 7, 7, 0];

    public static readonly DemoUser Main = new("demo", "Demo", "Tries things out.");

    public static readonly DemoUser[] Users =
    [
        Main,
        new("mira", "Mira", "Synthesizers and long walks."),
        new("jonas", "Jonas", "Plays what the radio forgot."),
        new("lena", "Lena", "Makes playlists for every kind of weather."),
    ];

    public static readonly DemoSong[] Songs =
    [
        new("mira", "Harbour Lights", ["Lantern Bay"], "First Ferry", "Synth Pop", 1, "2021-03-12", "DE", new(57, Rise, 250, 0.3)),
        new("mira", "Salt and Neon", ["Lantern Bay"], "First Ferry", "Synth Pop", 2, "2021-03-12", "DE", new(60, Fall, 220, 0.5)),
        new("mira", "Last Boat Home", ["Lantern Bay"], "First Ferry", "Synth Pop", 3, "2021-03-12", "DE", new(55, Waltz, 280, 0.2)),
        new("mira", "Slow Tide", ["Lantern Bay", "Odile Marr"], "Slow Tide", "Ambient", 1, "2023-11", "DE", new(50, Fall, 400, 0.1)),
        new("jonas", "Engine Room", ["The Quiet Engines"], "Machines at Rest", "Rock", 1, "2019", "GB", new(52, Rise, 190, 0.9)),
        new("jonas", "Night Shift", ["The Quiet Engines"], "Machines at Rest", "Rock", 2, "2019", "GB", new(52, Fall, 210, 0.9)),
        new("jonas", "Rust", ["The Quiet Engines"], "Machines at Rest", "Rock", 3, "2019", "GB", new(48, Waltz, 240, 1.0)),
        new("lena", "Café del Alba", ["Marisol Vega"], "Ventanas", "Jazz", 1, "2020-06-05", "ES", new(64, Waltz, 260, 0.4)),
        new("lena", "Lluvia", ["Marisol Vega"], "Ventanas", "Jazz", 2, "2020-06-05", "ES", new(62, Fall, 300, 0.3)),
        new("lena", "Paper Moons", ["Odile Marr"], "Small Rooms", "Folk", 1, "2022-09-30", "FR", new(60, Rise, 300, 0.2)),
        new("lena", "Window Seat", ["Odile Marr"], "Small Rooms", "Folk", 2, "2022-09-30", "FR", new(65, Waltz, 320, 0.1)),
        new("demo", "Hello, World", ["Demo"], "Hello", "Ambient", 1, "2024-01-01", "DE", new(69, Rise, 200, 0.0)),
    ];

    public static readonly DemoPlaylist[] Playlists =
    [
        new("demo", "Morning", "To wake up with.", true, ["Paper Moons", "Café del Alba", "Harbour Lights", "Hello, World"]),
        new("demo", "Not ready yet", "Nobody else sees this one.", false, ["Rust", "Slow Tide"]),
        new("mira", "By the sea", "Best heard outside.", true, ["Harbour Lights", "Last Boat Home", "Slow Tide", "Lluvia"]),
        new("jonas", "Loud", "Neighbours permitting.", true, ["Engine Room", "Night Shift", "Rust", "Salt and Neon"]),
        new("lena", "Rainy day", "For the window seat.", true, ["Lluvia", "Window Seat", "Slow Tide", "Paper Moons", "Night Shift"]),
    ];

    /// <summary>Who follows whom.</summary>
    public static readonly (string Follower, string Followed)[] Follows =
    [
        ("demo", "mira"), ("demo", "jonas"), ("demo", "lena"), ("mira", "demo"), ("mira", "lena"), ("jonas", "demo"), ("lena", "mira"),
    ];

    public static readonly DemoShare[] Shares =
    [
        new("mira", null, "By the sea", "Take this along to the beach.", []),
        new("jonas", "Engine Room", null, "Turn it up.", []),
        new("demo", "Hello, World", null, "My first song!", []),
        new("lena", "Window Seat", null, "Thought of you.", ["demo", "mira"]),
    ];
}
