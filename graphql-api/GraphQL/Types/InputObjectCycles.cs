using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// Finds input objects no value of which is finite (section 3.10, circular references): through required fields, through the only
/// fields that there are to choose from, or through default values that bring in themselves.
/// </summary>
internal sealed class InputObjectCycles(IEnumerable<NamedType> types, List<string> faults)
{
    private readonly HashSet<InputObjectType> _finite = [];
    private readonly HashSet<InputValueDefinition> _settled = [];
    private readonly List<object> _path = [];

    public void Run()
    {
        var inputs = types.OfType<InputObjectType>().ToArray();
        FindFinite(inputs);
        foreach (var input in inputs) FollowRequired(input);
        foreach (var input in inputs)
        {
            foreach (var field in input.Fields) FollowDefault(input, field);
        }
    }

    /// <summary>Starts with those that need no other and goes on with those that need only known ones.</summary>
    private void FindFinite(InputObjectType[] inputs)
    {
        int known;
        do
        {
            known = _finite.Count;
            foreach (var input in inputs)
            {
                var isFinite = input.IsOneOf
                    ? input.Fields.Count == 0 || input.Fields.Any(field => field.Type is not InputObjectType next || _finite.Contains(next))
                    : input.Fields.All(field => field.Type is not NonNullType { OfType: InputObjectType next } || _finite.Contains(next));
                if (isFinite) _finite.Add(input);
            }
        }
        while (_finite.Count > known);
    }

    private void FollowRequired(InputObjectType type)
    {
        if (_finite.Contains(type)) return;
        if (_path.Contains(type))
        {
            faults.Add($"Cannot reference Input Object \"{type}\" within itself through a series of non-null fields.");
            return;
        }

        _path.Add(type);
        foreach (var field in type.Fields)
        {
            if (field.Type is InputObjectType choice && type.IsOneOf) FollowRequired(choice);
            else if (field.Type is NonNullType { OfType: InputObjectType next }) FollowRequired(next);
        }

        _path.RemoveAt(_path.Count - 1);
        _finite.Add(type);
    }

    private void FollowDefault(InputObjectType owner, InputValueDefinition field)
    {
        if (field.DefaultValue is null || _settled.Contains(field)) return;
        if (_path.Contains(field))
        {
            faults.Add($"Invalid circular reference. The default value of Input Object field {owner}.{field.Name} references itself.");
            return;
        }

        _path.Add(field);
        FollowValue(field.Type, field.DefaultValue);
        _path.RemoveAt(_path.Count - 1);
        _settled.Add(field);
    }

    private void FollowValue(GraphQLType type, ValueNode value)
    {
        if (value is ListValueNode list)
        {
            foreach (var item in list.Items) FollowValue(type, item);
        }
        else if (value is ObjectValueNode node && type.Unwrapped is InputObjectType input)
        {
            foreach (var field in input.Fields)
            {
                if (node.Fields.FirstOrDefault(given => given.Name == field.Name) is { } given) FollowValue(field.Type, given.Value);
                else FollowDefault(input, field);
            }
        }
    }
}
