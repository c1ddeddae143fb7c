using System.Globalization;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>The length of a list: the largest of its slicing arguments, or what is assumed without one.</summary>
/// <param name="given">The largest that is not a variable.</param>
/// <param name="variables">Those that are variables, with what counts where a variable is absent.</param>
internal sealed class SizeExpression(double? given, (string Name, double? Default)[] variables, double assumed)
{
    public bool IsConstant => variables.Length == 0;

    public static SizeExpression Of(ListSize size, FieldDefinition field, FieldNode node)
    {
        double? given = null;
        var variables = new List<(string, double?)>();
        foreach (var name in size.SlicingArguments)
        {
            var usual = Number(field.FindArgument(name)?.DefaultValue);
            var value = node.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
            if (value is VariableNode variable) variables.Add((variable.Name, usual));
            else given = Larger(given, value is null ? usual : Number(value));
        }

        var assumed = size.SlicingArguments.Count > 0 ? size.SlicingArgumentDefaultValue ?? size.AssumedSize : size.AssumedSize;
        return new(given, [.. variables], Math.Max(0, assumed ?? 1));
    }

    public double Evaluate(VariableValues values)
    {
        var largest = given;
        foreach (var (name, usual) in variables) largest = Larger(largest, values.TryGet(name, out var value) ? Number(value) : usual);
        return largest ?? assumed;
    }

    private static double? Larger(double? first, double? second) => first is { } one && second is { } other ? Math.Max(one, other) : first ?? second;

    /// <summary>A length; null for what is none, such as null itself.</summary>
    private static double? Number(ValueNode? value) =>
        value is IntValueNode node && double.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Max(0, number)
            : null;
}
