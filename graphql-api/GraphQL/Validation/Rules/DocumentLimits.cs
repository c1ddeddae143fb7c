using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Not of the specification: a document has no more of anything than the server allows. Where it has, nothing else is looked at: the work on
/// a document that will not be executed should be little.
/// </summary>
internal sealed class DocumentLimits : ValidationRule
{
    private int _fields;
    private int _aliases;
    private int _rootFields;

    public override void EnterDocument(ValidationContext context, DocumentNode document)
    {
        Check(context, "operations", context.Operations.Count(), context.Options.MaxOperations, 0);
        Check(context, "fragments", context.Fragments.Count(), context.Options.MaxFragments, 0);
    }

    public override void EnterField(ValidationContext context, FieldNode field)
    {
        var options = context.Options;
        Check(context, "fields", ++_fields, options.MaxFields, field.Start);
        if (field.Alias is not null) Check(context, "aliases", ++_aliases, options.MaxAliases, field.Start);
        if (options.MaxRootFields is not null && IsRoot(context)) Check(context, "root fields", ++_rootFields, options.MaxRootFields, field.Start);
    }

    public override void EnterDirectives(ValidationContext context, IReadOnlyList<DirectiveNode> directives, string location) =>
        Check(context, "directives in one place", directives.Count, context.Options.MaxDirectives, directives[0].Start);

    private static bool IsRoot(ValidationContext context) =>
        context.ParentType is ObjectType type
        && (type == context.Schema.Query || type == context.Schema.Mutation || type == context.Schema.Subscription);

    private static void Check(ValidationContext context, string what, int count, int? most, int start)
    {
        if (count <= most.GetValueOrDefault(int.MaxValue)) return;
        context.Report(
            "DOCUMENT_LIMIT_EXCEEDED",
            $"The document has more than the {most} {what} that are allowed.",
            new Dictionary<string, object?> { ["limit"] = what, ["maximum"] = most },
            start);
        context.Abort();
    }
}
