namespace MusicGraph.ServiceDefaults.Http;

/// <summary>A rule for a text that a user wrote.</summary>
/// <param name="Field">The field's name in the input.</param>
/// <param name="Longest">UTF-16 code units after white space at the ends is cut off.</param>
/// <param name="Required">Whether it must hold something.</param>
/// <param name="ManyLines">Whether line breaks and tabs may stand in it.</param>
public sealed record TextRule(string Field, int Longest, bool Required = true, bool ManyLines = false)
{
    /// <summary>The text without white space at its ends, empty when there is none, or what is wrong with it.</summary>
    public Outcome<string> Check(string? text)
    {
        var clean = text?.Trim() ?? "";
        if (clean.Length == 0 && Required)
            return Problem.Invalid(Field, $"{Field} must not be empty.");
        if (clean.Length > Longest)
            return Problem.Invalid(Field, $"{Field} must have at most {Longest} characters.");
        return clean.Any(c => char.IsControl(c) && !(ManyLines && c is '\n' or '\r' or '\t'))
            ? Problem.Invalid(Field, $"{Field} must not have control characters.")
            : clean;
    }
}
