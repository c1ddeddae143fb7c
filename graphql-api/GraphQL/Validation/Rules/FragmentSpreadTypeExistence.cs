using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>Section 5.5.1.2, and the same for the types of variables: they are in the schema.</summary>
internal sealed class FragmentSpreadTypeExistence : ValidationRule
{
    public override void EnterNamedType(ValidationContext context, NamedTypeNode type)
    {
        if (context.Schema.FindType(type.Name) is not null) return;
        var suggestion = Suggestions.DidYouMean(type.Name, context.Schema.Types.Select(known => known.Name), context.Options);
        context.Report($"Unknown type \"{type.Name}\".{suggestion}", type.Start);
    }
}
