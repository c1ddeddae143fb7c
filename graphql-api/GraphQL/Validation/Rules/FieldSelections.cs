using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.3.1: selected fields are there.</summary>
internal sealed class FieldSelections : ValidationRule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (context.ParentType is not { } type || context.Field is not null) return;
        context.Report($"Cannot query field \"{field.Name}\" on type \"{type}\".{Suggest(context, type, field.Name)}", field.Start);
    }

    private static string Suggest(ValidationContext context, NamedType type, string name)
    {
        if (!context.Options.SuggestNames) return "";
        var types = SuggestTypes(context.Schema, type, name);
        if (types.Count > 0) return Suggestions.Phrase("to use an inline fragment on ", types);
        return type is ComplexType complex
            ? Suggestions.DidYouMean(name, complex.Fields.Select(field => field.Name), context.Options)
            : "";
    }

    /// <summary>Types behind an abstract one that have such a field; what many share comes first, and the general before the special.</summary>
    private static List<string> SuggestTypes(Schema schema, NamedType type, string name)
    {
        if (type is ObjectType) return [];
        var uses = new Dictionary<ComplexType, int>();
        foreach (var possible in schema.GetPossibleTypes(type).Where(candidate => candidate.FindField(name) is not null))
        {
            uses[possible] = 1;
            foreach (var @interface in possible.Interfaces.Where(candidate => candidate.FindField(name) is not null))
            {
                uses[@interface] = uses.GetValueOrDefault(@interface) + 1;
            }
        }

        return
        [
            .. uses
                .OrderByDescending(use => use.Value)
                .ThenByDescending(use => use.Key is InterfaceType)
                .ThenBy(use => use.Key.Interfaces.Count)
                .ThenBy(use => use.Key.Name, StringComparer.Ordinal)
                .Select(use => use.Key.Name),
        ];
    }
}
