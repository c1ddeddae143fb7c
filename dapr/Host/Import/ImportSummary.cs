namespace MusicGraph.Host.Import;

/// <summary>What an import has come to.</summary>
internal sealed record ImportSummary(int Added, int Present, int Skipped)
{
    public override string ToString() => $"{Added} added, {Present} already there, {Skipped} skipped";
}

/// <summary>What became of one file.</summary>
internal enum FileOutcome
{
    Added,
    Present,
    Skipped,
}
