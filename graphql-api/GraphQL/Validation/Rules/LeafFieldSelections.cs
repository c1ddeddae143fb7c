using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.3.3: leaves have no selection, all others have one.</summary>
internal sealed class LeafFieldSelections : ValidationRule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (context.Field is not { Type: var type }) return;
        if (type.Unwrapped.Kind is TypeKind.Scalar or TypeKind.Enum)
        {
            if (field.SelectionSet is not { } set) return;
            context.Report($"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.", set.Start);
        }
        else if (field.SelectionSet is null)
        {
            context.Report(
                $"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?",
                field.Start);
        }
    }
}
