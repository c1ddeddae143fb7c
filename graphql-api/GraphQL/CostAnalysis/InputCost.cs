using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>What an argument's value costs beyond the argument: the input fields that are given in it, variables included.</summary>
internal sealed class InputCost(ValueNode value, GraphQLType type)
{
    public double Evaluate(VariableValues variables) => Of(value, type, variables);

    /// <summary>What an argument or input field costs by being there.</summary>
    public static double WeightOf(InputValueDefinition input) => input.Cost ?? (input.Type.Unwrapped is InputObjectType ? 1 : 0);

    public static double Of(ValueNode value, GraphQLType type, VariableValues variables)
    {
        switch (value)
        {
            case VariableNode variable:
                return variables.TryGet(variable.Name, out var given) ? Of(given, type, variables) : 0;

            case ListValueNode list:
                var items = 0.0;
                for (var i = 0; i < list.Items.Count; i++) items += Of(list.Items[i], type, variables);
                return items;

            case ObjectValueNode node when type.Unwrapped is InputObjectType input:
                var fields = 0.0;
                for (var i = 0; i < node.Fields.Count; i++)
                {
                    if (input.FindField(node.Fields[i].Name) is not { } field) continue;
                    fields += WeightOf(field) + Of(node.Fields[i].Value, field.Type, variables);
                }

                return fields;

            default:
                return 0;
        }
    }
}
