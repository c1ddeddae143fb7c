using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.4.2.</summary>
internal sealed class ArgumentUniqueness : ValidationRule
{
    public override void EnterArguments(ValidationContext context, IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count == 1) return;
        foreach (var same in arguments.GroupBy(argument => argument.Name).Where(same => same.Count() > 1))
        {
            context.Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(argument => argument.Start)]);
        }
    }
}
