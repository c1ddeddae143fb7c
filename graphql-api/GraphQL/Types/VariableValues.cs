using System.Diagnostics.CodeAnalysis;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// The coerced variables of a request as constants, defaults applied. A variable that was not given and has no default is absent,
/// which is not the same as null (section 6.1.2).
/// </summary>
public sealed class VariableValues
{
    public static readonly VariableValues Empty = new();

    private readonly Dictionary<string, ValueNode> _values = [];

    public int Count => _values.Count;

    public bool TryGet(string name, [NotNullWhen(true)] out ValueNode? value) => _values.TryGetValue(name, out value);

    /// <summary>The truth of a Boolean variable, or null where it is absent or null; for <c>@skip</c> and <c>@include</c>.</summary>
    public bool? GetBoolean(string name) => TryGet(name, out var value) ? (value as BooleanValueNode)?.Value : null;

    internal void Set(string name, ValueNode value) => _values[name] = value;
}
