using MusicGraph.Host.Import;

namespace MusicGraph.Host.Output;

/// <summary>Shows how an import goes on: a bar on a terminal, a line for each file elsewhere.</summary>
/// <param name="width">Columns of the terminal; null when the output is none.</param>
internal sealed class ImportProgress(TextWriter output, int total, int? width)
{
    private const int BarLength = 24;

    private readonly Lock _writing = new();
    private int _done;

    /// <summary>Notes that a file is done.</summary>
    /// <param name="what">The song, or the file and why it was skipped. Tags and names may hold anything, also what would steer a terminal.</param>
    public void Report(FileOutcome outcome, string what)
    {
        what = string.Concat(what.Select(character => char.IsControl(character) ? '?' : character));
        lock (_writing)
        {
            _done++;
            if (width is not { } columns)
            {
                output.WriteLine($"  [{_done}/{total}] {Word(outcome),-13} {what}");
                return;
            }

            Clear(columns);
            if (outcome == FileOutcome.Skipped)
                output.WriteLine($"  {Word(outcome)} {what}");
            Draw(columns, what);
        }
    }

    /// <summary>Takes the bar away, so that the next line stands where it was.</summary>
    public void End()
    {
        lock (_writing)
        {
            if (width is { } columns)
                Clear(columns);
        }
    }

    private static string Word(FileOutcome outcome) => outcome switch
    {
        FileOutcome.Added => "added",
        FileOutcome.Present => "already there",
        _ => "skipped",
    };

    private void Draw(int columns, string what)
    {
        var filled = total == 0 ? BarLength : BarLength * _done / total;
        var line = $"  [{new string('#', filled)}{new string('.', BarLength - filled)}] {_done}/{total} {what}";
        output.Write(line.Length < columns ? line : line[..(columns - 1)]);
    }

    private void Clear(int columns) => output.Write($"\r{new string(' ', columns - 1)}\r");
}
