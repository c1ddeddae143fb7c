using System.Globalization;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>The directives by which a schema tells what its parts cost, as HotChocolate prints them.</summary>
internal static class CostDirectives
{
    private static readonly string[] ConnectionArguments = ["first", "last"];
    private static readonly string[] ConnectionFields = ["edges", "nodes"];

    public static void Define(SchemaBuilder schema) => schema
        .AddDirective(
            "cost",
            ["SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "ENUM", "INPUT_FIELD_DEFINITION"],
            [
                new("weight", "String!")
                {
                    Description = "The `weight` argument defines what value to add to the overall cost for every appearance, or possible "
                        + "appearance, of a type, field, argument, etc.",
                },
            ],
            "The purpose of the `cost` directive is to define a `weight` for GraphQL types, fields, and arguments. Static analysis can use these "
                + "weights when calculating the overall cost of a query or response.")
        .AddDirective(
            "listSize",
            ["FIELD_DEFINITION"],
            [
                new("assumedSize", "Int")
                {
                    Description = "The `assumedSize` argument can be used to statically define the maximum length of a list returned by a field.",
                },
                new("slicingArguments", "[String!]")
                {
                    Description = "The `slicingArguments` argument can be used to define which of the field's arguments with numeric type are slicing "
                        + "arguments, so that their value determines the size of the list returned by that field. It may specify a list of "
                        + "multiple slicing arguments.",
                },
                new("slicingArgumentDefaultValue", "Int")
                {
                    Description = "The `slicingArgumentDefaultValue` argument can be used to define a default value for a slicing argument, which is "
                        + "used if the argument is not present in a query.",
                },
                new("sizedFields", "[String!]")
                {
                    Description = "The `sizedFields` argument can be used to define that the value of the `assumedSize` argument or of a slicing "
                        + "argument does not affect the size of a list returned by a field itself, but that of a list returned by one of its "
                        + "sub-fields.",
                },
                new("requireOneSlicingArgument", "Boolean!", "true")
                {
                    Description = "The `requireOneSlicingArgument` argument can be used to inform the static analysis that it should expect that "
                        + "exactly one of the defined slicing arguments is present in a query. If that is not the case (i.e., if none or "
                        + "multiple slicing arguments are present), the static analysis may throw an error.",
                },
            ],
            "The purpose of the `@listSize` directive is to either inform the static analysis about the size of returned lists (if that information "
                + "is statically available), or to point the analysis to where to find that information.");

    /// <summary>What HotChocolate applies to a field of an object that says nothing itself: the sizes of its pages, and its cost.</summary>
    public static IEnumerable<DirectiveNode> Defaults(FieldConfig field, CostOptions options)
    {
        if (!options.ApplyCostDefaults) yield break;
        if (field.Pages is { } pages && !Has(field.Directives, "listSize")) yield return ListSize(SizeOf(pages, options));
        var isCostly = field.HasDefaultCost ?? field.Resolve is not null;
        if (isCostly && options.DefaultResolverCost is { } weight && !Has(field.Directives, "cost")) yield return Cost(weight);
    }

    private static DirectiveNode Cost(double weight) => new("cost", [new("weight", new StringValueNode(weight.ToString(CultureInfo.InvariantCulture)))]);

    private static DirectiveNode ListSize(ListSize size)
    {
        var arguments = new List<ArgumentNode>();
        if (size.AssumedSize is { } assumed) arguments.Add(new("assumedSize", Number(assumed)));
        if (size.SlicingArguments.Count > 0)
        {
            arguments.Add(new("slicingArguments", Names(size.SlicingArguments)));
            if (size.SlicingArgumentDefaultValue is { } usual) arguments.Add(new("slicingArgumentDefaultValue", Number(usual)));
        }

        if (size.SizedFields.Count > 0) arguments.Add(new("sizedFields", Names(size.SizedFields)));
        arguments.Add(new("requireOneSlicingArgument", size.RequireOneSlicingArgument ? BooleanValueNode.True : BooleanValueNode.False));
        return new("listSize", arguments);
    }

    /// <summary>The weight that <c>@cost</c> gives; null without it.</summary>
    public static double? FindWeight(IReadOnlyList<DirectiveNode> directives)
    {
        var text = Find(directives, "cost")?.Arguments.FirstOrDefault(argument => argument.Name == "weight")?.Value as StringValueNode;
        return double.TryParse(text?.Value, CultureInfo.InvariantCulture, out var weight) && double.IsFinite(weight) ? weight : null;
    }

    /// <summary>What <c>@listSize</c> says; null without it.</summary>
    public static ListSize? FindSize(IReadOnlyList<DirectiveNode> directives)
    {
        if (Find(directives, "listSize") is not { } directive) return null;
        var arguments = directive.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        var slicing = ReadNames(arguments.GetValueOrDefault("slicingArguments"));
        return new ListSize
        {
            AssumedSize = ReadNumber(arguments.GetValueOrDefault("assumedSize")),
            SlicingArguments = slicing,
            SlicingArgumentDefaultValue = ReadNumber(arguments.GetValueOrDefault("slicingArgumentDefaultValue")),
            SizedFields = ReadNames(arguments.GetValueOrDefault("sizedFields")),
            RequireOneSlicingArgument = slicing.Count > 0 && arguments.GetValueOrDefault("requireOneSlicingArgument") is not BooleanValueNode { Value: false },
        };
    }

    private static ListSize SizeOf(PageSizes pages, CostOptions options) => new()
    {
        AssumedSize = pages.Largest,
        SlicingArguments = ConnectionArguments,
        SlicingArgumentDefaultValue = options.ApplySlicingArgumentDefaultValue ? pages.Default : null,
        SizedFields = ConnectionFields,
        RequireOneSlicingArgument = pages.RequireBoundaries,
    };

    private static bool Has(IReadOnlyList<DirectiveNode> directives, string name) => Find(directives, name) is not null;

    private static DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string name) =>
        directives.FirstOrDefault(directive => directive.Name == name);

    private static IntValueNode Number(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    private static ListValueNode Names(IEnumerable<string> names) => new([.. names.Select(name => new StringValueNode(name))]);

    private static int? ReadNumber(ValueNode? value) =>
        value is IntValueNode number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var read) ? read : null;

    private static List<string> ReadNames(ValueNode? value) => value switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}
