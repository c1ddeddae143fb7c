namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Whether a <see cref="Result{TValue}"/> holds something, and what.</summary>
public enum ResultKind
{
    Undefined,
    Value,
    Error,
}

/// <summary>What a fetch answers for one key, where some keys may fail and others not: a value or an error.</summary>
public readonly record struct Result<TValue>
{
    private Result(TValue? value, Exception? error, ResultKind kind) => (Value, Error, Kind) = (value, error, kind);

    public ResultKind Kind { get; }
    public TValue? Value { get; }
    public Exception? Error { get; }

    public static Result<TValue> Resolve(TValue? value) => new(value, null, ResultKind.Value);

    public static Result<TValue> Reject(Exception error) => new(default, error, ResultKind.Error);

    public static implicit operator Result<TValue>(TValue? value) => Resolve(value);

    public static implicit operator Result<TValue>(Exception error) => Reject(error);
}
