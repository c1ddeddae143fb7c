using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL;

/// <summary>What a mutation answers with instead of throwing: its result, or errors that the schema knows without <c>[Error&lt;T&gt;]</c>.</summary>
public readonly struct FieldResult<TResult, TError>
    where TError : notnull
{
    public FieldResult(TResult value) => Value = value;

    public FieldResult(TError error) => Errors = [error];

    /// <exception cref="ArgumentException">There is none.</exception>
    public FieldResult(params IReadOnlyList<TError> errors) => Errors = FieldErrors.Of(errors);

    /// <summary>The result; <c>default</c> where there are errors.</summary>
    public TResult? Value { get; }

    /// <summary>What went wrong, or null.</summary>
    public IReadOnlyList<object>? Errors { get; }

    public bool IsSuccess => Errors is null;

    [MemberNotNullWhen(true, nameof(Errors))]
    public bool IsError => Errors is not null;

    public static implicit operator FieldResult<TResult, TError>(TResult result) => new(result);

    public static implicit operator FieldResult<TResult, TError>(TError error) => new(error);
}

/// <inheritdoc cref="FieldResult{TResult, TError}"/>
public readonly struct FieldResult<TResult, TError1, TError2>
    where TError1 : notnull
    where TError2 : notnull
{
    public FieldResult(TResult value) => Value = value;

    public FieldResult(TError1 error) => Errors = [error];

    public FieldResult(TError2 error) => Errors = [error];

    /// <exception cref="ArgumentException">There is none.</exception>
    public FieldResult(params IReadOnlyList<object> errors) => Errors = FieldErrors.Of(errors);

    /// <inheritdoc cref="FieldResult{TResult, TError}.Value"/>
    public TResult? Value { get; }

    /// <inheritdoc cref="FieldResult{TResult, TError}.Errors"/>
    public IReadOnlyList<object>? Errors { get; }

    public bool IsSuccess => Errors is null;

    [MemberNotNullWhen(true, nameof(Errors))]
    public bool IsError => Errors is not null;

    public static implicit operator FieldResult<TResult, TError1, TError2>(TResult result) => new(result);

    public static implicit operator FieldResult<TResult, TError1, TError2>(TError1 error) => new(error);

    public static implicit operator FieldResult<TResult, TError1, TError2>(TError2 error) => new(error);
}

/// <inheritdoc cref="FieldResult{TResult, TError}"/>
public readonly struct FieldResult<TResult, TError1, TError2, TError3>
    where TError1 : notnull
    where TError2 : notnull
    where TError3 : notnull
{
    public FieldResult(TResult value) => Value = value;

    public FieldResult(TError1 error) => Errors = [error];

    public FieldResult(TError2 error) => Errors = [error];

    public FieldResult(TError3 error) => Errors = [error];

    /// <exception cref="ArgumentException">There is none.</exception>
    public FieldResult(params IReadOnlyList<object> errors) => Errors = FieldErrors.Of(errors);

    /// <inheritdoc cref="FieldResult{TResult, TError}.Value"/>
    public TResult? Value { get; }

    /// <inheritdoc cref="FieldResult{TResult, TError}.Errors"/>
    public IReadOnlyList<object>? Errors { get; }

    public bool IsSuccess => Errors is null;

    [MemberNotNullWhen(true, nameof(Errors))]
    public bool IsError => Errors is not null;

    public static implicit operator FieldResult<TResult, TError1, TError2, TError3>(TResult result) => new(result);

    public static implicit operator FieldResult<TResult, TError1, TError2, TError3>(TError1 error) => new(error);

    public static implicit operator FieldResult<TResult, TError1, TError2, TError3>(TError2 error) => new(error);

    public static implicit operator FieldResult<TResult, TError1, TError2, TError3>(TError3 error) => new(error);
}

/// <summary>The errors of a field's result: at least one.</summary>
file static class FieldErrors
{
    public static IReadOnlyList<object> Of<T>(IReadOnlyList<T> errors)
        where T : notnull =>
        errors.Count > 0 ? [.. errors] : throw new ArgumentException("A result that is an error needs at least one.", nameof(errors));
}
