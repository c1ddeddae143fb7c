using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Caching;

/// <summary>
/// Finds how long the response to a query may be cached: the shortest that any of its fields allows, by HotChocolate's rules. Below an interface
/// or union each possible type is looked at.
/// </summary>
/// <param name="isIncluded">Decides <c>@skip</c> and <c>@include</c>.</param>
internal sealed class CacheControlCompiler(
    Schema schema,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    Func<IReadOnlyList<DirectiveNode>, bool> isIncluded)
{
    private readonly HashSet<(SelectionSetNode, ObjectType)> _visited = [];
    private readonly SortedSet<string> _vary = new(StringComparer.Ordinal);
    private int? _maxAge;
    private int? _sharedMaxAge;
    private CacheControlScope _scope = CacheControlScope.Public;
    private bool _isIntrospection;

    /// <summary>Null where no field says anything, or the schema is asked for.</summary>
    public ResponseCaching? Compile(OperationDefinitionNode operation, ObjectType root)
    {
        Visit(operation.SelectionSet, root);
        if (_isIntrospection || (_maxAge is null && _sharedMaxAge is null)) return null;
        var header = _scope == CacheControlScope.Private ? "private" : "public";
        if (_maxAge is { } maxAge) header += $", max-age={maxAge}";
        if (_sharedMaxAge is { } shared) header += $", s-maxage={shared}";

        // The media type of the response depends on it.
        _vary.Add("accept");
        return new(header, string.Join(", ", _vary));
    }

    private void Visit(SelectionSetNode set, ObjectType type)
    {
        if (!_visited.Add((set, type))) return;
        foreach (var selection in set.Selections)
        {
            if (!isIncluded(selection.Directives)) continue;
            switch (selection)
            {
                case FieldNode field when schema.FindField(type, field.Name) is { } definition:
                    Visit(field, definition);
                    break;

                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition.Name):
                    Visit(inline.SelectionSet, type);
                    break;

                case FragmentSpreadNode spread when Applies(type, fragments[spread.Name].TypeCondition.Name):
                    Visit(fragments[spread.Name].SelectionSet, type);
                    break;
            }
        }
    }

    private void Visit(FieldNode field, FieldDefinition definition)
    {
        if (field.Name is "__schema" or "__type") _isIntrospection = true;
        var type = definition.Type.Unwrapped;
        Apply(CacheControlDirective.Find(definition.Directives), CacheControlDirective.Find(type.Directives));
        if (field.SelectionSet is not { } below) return;
        if (type is ObjectType objectType) Visit(below, objectType);
        else foreach (var possible in schema.GetPossibleTypes(type)) Visit(below, possible);
    }

    /// <summary>What a field does not say, its type may.</summary>
    private void Apply(CacheControlDirective? field, CacheControlDirective? type)
    {
        if (field is null && type is null) return;
        var inherits = field?.InheritMaxAge == true && field.MaxAge is null;
        var maxAge = inherits ? null : field?.MaxAge ?? type?.MaxAge;
        var sharedMaxAge = inherits ? null : field?.SharedMaxAge ?? type?.SharedMaxAge;

        // Where only one age is given, it is that of shared caches as well.
        var before = _maxAge;
        if (maxAge is { } age)
        {
            _maxAge = Math.Min(_maxAge ?? age, age);
            if (sharedMaxAge is null && _sharedMaxAge > age) _sharedMaxAge = age;
        }

        if (sharedMaxAge is { } shared) _sharedMaxAge = Math.Min(_sharedMaxAge ?? before ?? shared, shared);
        if ((field?.Scope ?? type?.Scope) == CacheControlScope.Private) _scope = CacheControlScope.Private;
        foreach (var header in field is { Vary.Count: > 0 } ? field.Vary : type?.Vary ?? []) _vary.Add(header.ToLowerInvariant());
    }

    private bool Applies(ObjectType type, string condition) =>
        schema.FindType(condition) is { } conditionType && schema.GetPossibleTypes(conditionType).Contains(type);
}

/// <summary>The headers of a response that may be cached.</summary>
internal sealed record ResponseCaching(string CacheControl, string Vary);
