namespace MusicGraph.GraphQL.Types;

/// <summary>Thrown for parts that are no valid schema.</summary>
public sealed class SchemaException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
