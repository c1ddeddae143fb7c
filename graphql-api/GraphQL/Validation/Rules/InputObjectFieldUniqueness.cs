using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.6.3.</summary>
internal sealed class InputObjectFieldUniqueness : ValidationRule
{
    public override void EnterObjectValue(ValidationContext context, ObjectValueNode value)
    {
        if (value.Fields.Count < 2) return;
        var byName = new Dictionary<string, ObjectFieldNode>(value.Fields.Count);
        foreach (var field in value.Fields)
        {
            if (byName.TryAdd(field.Name, field)) continue;
            context.Report($"There can be only one input field named \"{field.Name}\".", byName[field.Name].Start, field.Start);
        }
    }
}
