namespace MusicGraph.Search;

/// <summary>The settings of the service.</summary>
internal sealed record SearchOptions
{
    private const int LongestBudget = 10_000;

    /// <summary>The folder of the index in SQLite: <c>search</c> in the folder of all data, or where the process was started.</summary>
    public string Folder { get; private init; } = "search";

    /// <summary>Where PostgreSQL is that keeps the index instead; null for SQLite.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>Whether to build the index anew at the start.</summary>
    public bool Rebuild { get; private init; }

    /// <summary>How long a search may take.</summary>
    public TimeSpan Budget { get; private init; } = TimeSpan.FromMilliseconds(500);

    /// <exception cref="InvalidOperationException">A setting makes no sense.</exception>
    public static SearchOptions Read(IConfiguration configuration)
    {
        var options = new SearchOptions
        {
            ConnectionString = configuration["SearchConnectionString"] is { Length: > 0 } connection ? connection : null,
            Rebuild = configuration.GetValue("SearchRebuild", false),
        };
        if (configuration["SearchFolder"] is { Length: > 0 } folder)
            options = options with { Folder = folder };
        else if (configuration["DATA_FOLDER"] is { Length: > 0 } data)
            options = options with { Folder = Path.Combine(data, options.Folder) };
        if (configuration["SearchBudgetMs"] is not { } budget)
            return options;
        return int.TryParse(budget, out var milliseconds) && milliseconds is > 0 and <= LongestBudget
            ? options with { Budget = TimeSpan.FromMilliseconds(milliseconds) }
            : throw new InvalidOperationException($"SearchBudgetMs must be 1 to {LongestBudget}, not '{budget}'.");
    }
}
