using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MusicGraph.ServiceDefaults.Http;

/// <summary>A value, or the problem that stood in its way.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    /// <summary>What went wrong; null when there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem.Detail);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);

    /// <summary>Tells the two cases apart.</summary>
    public bool Failed([NotNullWhen(true)] out Problem? problem, [MaybeNullWhen(true)] out T value)
    {
        (problem, value) = (Problem, _value);
        return problem is not null;
    }

    /// <summary>An endpoint's answer: 200 with the value, or the problem.</summary>
    public Results<Ok<T>, Problem> ToOk() => Problem is { } problem ? problem : TypedResults.Ok(_value!);
}
