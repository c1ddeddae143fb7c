namespace MusicGraph.GraphQL.Validation;

/// <summary>The rules that look at one kind of node: found out with the first, so that the others need not be told of the rest.</summary>
internal struct RuleListeners(ValidationRule[] all, RuleNodes nodes)
{
    private ValidationRule[]? _known;

    /// <summary>Those to tell of the next node.</summary>
    public readonly ReadOnlySpan<ValidationRule> Rules => _known ?? all;

    /// <summary>To be called when they were told of a node.</summary>
    public void Settle() => _known ??= Array.FindAll(all, Listens);

    private readonly bool Listens(ValidationRule rule) => (rule.Ignored & nodes) == 0;
}
