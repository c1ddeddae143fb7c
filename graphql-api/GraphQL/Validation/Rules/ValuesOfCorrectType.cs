using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Sections 5.6.1, 5.6.2 and 5.6.4: literals are of the type of their place, and input objects have the right fields.</summary>
internal sealed class ValuesOfCorrectType : ValidationRule
{
    public override void EnterValue(ValidationContext context, ValueNode value, GraphQLType? type)
    {
        if (type is { IsInputType: true }) Check(context, value, type);
    }

    private static void Check(ValidationContext context, ValueNode value, GraphQLType type)
    {
        if (value is VariableNode || context.IsFull) return;
        if (type is NonNullType nonNull)
        {
            if (value is NullValueNode) context.Report($"Expected value of non-null type \"{type}\" not to be null.", value.Start);
            else Check(context, value, nonNull.OfType);
        }
        else if (value is not NullValueNode)
        {
            switch (type)
            {
                case ListType list: CheckList(context, value, list); break;
                case InputObjectType input: CheckObject(context, value, input); break;
                case EnumType enumType: CheckEnum(context, value, enumType); break;
                case ScalarType scalar when InputCoercion.IsConstant(value) && !scalar.TryParse(value, out _):
                    context.Report(scalar.DescribeInvalid(value), value.Start);
                    break;
            }
        }
    }

    private static void CheckList(ValidationContext context, ValueNode value, ListType list)
    {
        if (value is not ListValueNode { Items: var items })
        {
            Check(context, value, list.OfType);
            return;
        }

        for (var index = 0; index < items.Count; index++) Check(context, items[index], list.OfType);
    }

    private static void CheckObject(ValidationContext context, ValueNode value, InputObjectType input)
    {
        if (value is not ObjectValueNode { Fields: var fields })
        {
            context.Report($"Expected value of type \"{input}\" to be an object, found: {Quote(value)}.", value.Start);
            return;
        }

        // Quoted for each fault it would take quadratic time.
        string? quoted = null;
        string QuoteOnce() => quoted ??= Quote(value);

        var given = new Dictionary<string, ValueNode>(fields.Count);
        foreach (var field in fields) given[field.Name] = field.Value;
        foreach (var definition in input.Fields)
        {
            if (given.TryGetValue(definition.Name, out var fieldValue)) Check(context, fieldValue, definition.Type);
            else if (definition.IsRequired)
            {
                context.Report(
                    $"Expected value of type \"{input}\" to include required field \"{definition.Name}\", found: {QuoteOnce()}.", value.Start);
            }
        }

        foreach (var field in fields)
        {
            if (input.FindField(field.Name) is not null) continue;
            var suggestion = Suggestions.DidYouMean(field.Name, input.Fields.Select(known => known.Name), context.Options);
            var found = suggestion.Length > 0 ? $".{suggestion} Found" : ", found";
            context.Report(
                $"Expected value of type \"{input}\" not to include unknown field \"{field.Name}\"{found}: {QuoteOnce()}.", field.Start);
            if (context.IsFull) return;
        }

        if (input.IsOneOf) CheckOneOf(context, value, input, fields);
    }

    private static void CheckOneOf(ValidationContext context, ValueNode value, InputObjectType input, IReadOnlyList<ObjectFieldNode> fields)
    {
        var known = fields.Where(field => input.FindField(field.Name) is not null).ToArray();
        if (known is [{ Value: not NullValueNode }]) return;
        context.Report(
            $"Within OneOf Input Object type \"{input}\", exactly one field must be specified, and the value for that field must be non-null.",
            value.Start);
    }

    private static void CheckEnum(ValidationContext context, ValueNode value, EnumType type)
    {
        if (value is not EnumValueNode { Value: var name })
        {
            var text = Quote(value);
            var meant = Suggestions.DidYouMean(text.Trim('"'), type.Values.Select(known => known.Name), context.Options, "the enum value ");
            context.Report($"Enum \"{type}\" cannot represent non-enum value: {text}.{meant}", value.Start);
            return;
        }

        if (type.FindByName(name) is not null) return;
        var suggestion = Suggestions.DidYouMean(name, type.Values.Select(known => known.Name), context.Options, "the enum value ");
        context.Report($"Value \"{name}\" does not exist in \"{type}\" enum.{suggestion}", value.Start);
    }

    /// <summary>The value as written, cut where it is long: each level of a deep one may be quoted.</summary>
    private static string Quote(ValueNode value)
    {
        const int Longest = 1000;
        var text = SyntaxPrinter.Print(value);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
    }
}
