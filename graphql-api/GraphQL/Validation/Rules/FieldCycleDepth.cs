using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Validation.Rules;

/// <summary>
/// Not of the specification: one path goes through a field no more often than the server allows, as from a song to its artist, to the
/// artist's songs, and so on. HotChocolate's rule of the same meaning.
/// </summary>
internal sealed class FieldCycleDepth : ValidationRule
{
    /// <summary>How often a path below goes through each field, at most.</summary>
    private sealed class Passes : Dictionary<FieldDefinition, int>
    {
        public void Include(Passes others)
        {
            foreach (var (field, count) in others)
            {
                if (count > this.GetValueOrDefault(field)) this[field] = count;
            }
        }
    }

    private readonly Dictionary<string, Passes> _fragments = [];

    public override void LeaveDocument(ValidationContext context, DocumentNode document)
    {
        if (context.Options.MaxFieldCycleDepth is not { } most || context.HasFragmentCycle || context.IsTooDeep) return;
        foreach (var operation in context.Operations)
        {
            var passes = Count(context, operation.SelectionSet, context.Schema.FindRootType(operation.Operation));
            if (passes is not null && passes.Values.All(count => count <= most)) continue;
            context.Report("HC0087", "Maximum allowed coordinate cycle depth was exceeded.", null, operation.Start);
        }
    }

    /// <summary>Null where it is nested too deep to be looked at.</summary>
    private Passes? Count(ValidationContext context, SelectionSetNode set, NamedType? parent)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return null;
        var passes = new Passes();
        foreach (var selection in set.Selections)
        {
            var below = selection switch
            {
                FieldNode { SelectionSet: not null } field => Count(context, field, parent),
                InlineFragmentNode fragment =>
                    Count(context, fragment.SelectionSet, fragment.TypeCondition is { } condition ? context.Schema.FindType(condition.Name) : parent),
                FragmentSpreadNode spread => Count(context, spread),
                _ => [],
            };
            if (below is null) return null;
            passes.Include(below);
        }

        return passes;
    }

    private Passes? Count(ValidationContext context, FieldNode field, NamedType? parent)
    {
        if (parent is null || field.Name.StartsWith("__", StringComparison.Ordinal)) return [];
        if (context.Schema.FindField(parent, field.Name) is not { } definition) return [];
        var below = Count(context, field.SelectionSet!, definition.Type.Unwrapped);
        if (below is not null) below[definition] = below.GetValueOrDefault(definition) + 1;
        return below;
    }

    private Passes? Count(ValidationContext context, FragmentSpreadNode spread)
    {
        if (_fragments.TryGetValue(spread.Name, out var known)) return known;
        if (context.FindFragment(spread.Name) is not { } fragment) return [];
        var passes = Count(context, fragment.SelectionSet, context.Schema.FindType(fragment.TypeCondition.Name));
        if (passes is not null) _fragments.Add(spread.Name, passes);
        return passes;
    }
}
