namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

internal enum CelTokenKind
{
    End,
    Name,
    Sign,
    Number,
    Text,
}

/// <param name="Text">The name or sign.</param>
internal readonly record struct CelToken(CelTokenKind Kind, string Text)
{
    /// <summary>What a number or text stands for.</summary>
    public object? Value { get; init; }

    public bool Is(string sign) => Kind == CelTokenKind.Sign && Text == sign;
}
