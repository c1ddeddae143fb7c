using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>What can be done with values.</summary>
internal static class CelValues
{
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(property => property.Name, property => Read(property.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static bool Bool(object? value) => value is bool flag ? flag : throw NoOverload("a condition", value);

    public static object? Field(object? target, string name)
        => target is Dictionary<string, object?> map
            ? map.TryGetValue(name, out var value) ? value : throw new CelException($"no such key: {name}")
            : throw NoOverload($"field {name}", target);

    public static object? Item(object? target, object? index)
    {
        if (target is Dictionary<string, object?> && index is string key)
            return Field(target, key);
        if (target is not List<object?> list || Number(index) is not { } number || number != Math.Floor(number))
            throw NoOverload("an index", target);

        return number >= 0 && number < list.Count ? list[(int)number] : throw new CelException($"index out of bounds: {number}");
    }

    /// <summary>Values of different types are not equal, but numbers are by what they are worth.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a == b,
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (Dictionary<string, object?> a, Dictionary<string, object?> b) =>
            a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other)),
        _ when Number(left) is { } a && Number(right) is { } b => a == b,
        _ => Equals(left, right),
    };

    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        _ when Number(left) is { } a && Number(right) is { } b => a.CompareTo(b),
        _ => throw NoOverload("a comparison", left, right),
    };

    public static bool IsIn(object? item, object? container) => container switch
    {
        List<object?> list => list.Exists(other => AreEqual(item, other)),
        Dictionary<string, object?> map => item is string key && map.ContainsKey(key),
        _ => throw NoOverload("'in'", container),
    };

    /// <summary>The zero of a number's type.</summary>
    public static object Zero(object? value) => value switch
    {
        long => (object)0L,
        double => 0d,
        _ => throw NoOverload("'-'", value),
    };

    public static object Arithmetic(string sign, object? left, object? right)
    {
        try
        {
            return (sign, left, right) switch
            {
                ("+", string a, string b) => a + b,
                ("+", List<object?> a, List<object?> b) => new List<object?>([.. a, .. b]),
                ("+", long a, long b) => checked(a + b),
                ("-", long a, long b) => checked(a - b),
                ("*", long a, long b) => checked(a * b),
                ("/", long a, long b) => checked(a / b),
                ("%", long a, long b) => checked(a % b),
                ("+", double a, double b) => a + b,
                ("-", double a, double b) => a - b,
                ("*", double a, double b) => a * b,
                ("/", double a, double b) => a / b,
                _ => throw NoOverload($"'{sign}'", left, right),
            };
        }
        catch (ArithmeticException error)
        {
            throw new CelException(error.Message);
        }
    }

    public static CelException NoOverload(string what, params ReadOnlySpan<object?> values)
    {
        var types = new List<string>();
        foreach (var value in values)
            types.Add(TypeOf(value));
        return new CelException($"no such overload: {what} of {string.Join(" and ", types)}");
    }

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };

    private static string TypeOf(object? value) => value switch
    {
        null => "null",
        bool => "bool",
        long => "int",
        double => "double",
        string => "string",
        List<object?> => "list",
        _ => "map",
    };
}
