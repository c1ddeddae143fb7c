using System.Globalization;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>An object of which all is known that its fields follow from. Types of objects have a class each.</summary>
internal abstract record Thing(uint Seed);

internal sealed record ThingOfA(uint Seed) : Thing(Seed);

internal sealed record ThingOfB(uint Seed) : Thing(Seed);

internal sealed record ThingOfC(uint Seed) : Thing(Seed);

/// <summary>Of a class that the schema does not know.</summary>
internal sealed record Stranger(uint Seed) : Thing(Seed);

/// <summary>The data of the schema: every value follows from its parent's seed and its field's name, here as in execution.mjs.</summary>
internal static class ValueRule
{
    private static readonly string[] Texts = ["", "plain", "quote \" backslash \\ slash /", "line\nfeed\ttab\u0001", "ünï 🎵", "</script>\u2028"];

    public static uint Hash(uint seed, string text)
    {
        foreach (var character in text) seed = (seed ^ character) * 16777619;
        return Mix(seed);
    }

    /// <summary>Fails as a resolver may.</summary>
    public static uint SeedOf(uint parent, string field, int? number)
    {
        var seed = Hash(parent, field);
        if (number is { } some) seed = Hash(seed, some.ToString(CultureInfo.InvariantCulture));
        return seed % 13 == 1 ? throw new InvalidOperationException("resolver") : seed;
    }

    public static object? ValueOf(Schema schema, GraphQLType type, uint seed) => type is NonNullType nonNull
        ? seed % 29 == 0 ? null : Concrete(schema, nonNull.OfType, seed)
        : seed % 6 == 0 ? null : Concrete(schema, type, seed);

    /// <summary>What the events of a subscription follow from. Fails as the creation of a source stream may.</summary>
    public static uint SourceOf(uint root, string field, int? number)
    {
        var seed = Hash(Hash(root, "source"), field);
        if (number is { } some) seed = Hash(seed, some.ToString(CultureInfo.InvariantCulture));
        return seed % 8 is 1 or 2 ? throw new InvalidOperationException("refused") : seed;
    }

    /// <summary>Some events, and a fault after them now and then.</summary>
    public static async IAsyncEnumerable<object> EventsOf(uint seed)
    {
        for (var i = 0; i < Mix(seed) % 4; i++)
        {
            if (seed % 3 == 0) await Task.Yield();
            yield return new ThingOfA(Hash(seed, i.ToString(CultureInfo.InvariantCulture)));
        }

        if (seed % 8 == 3) throw new InvalidOperationException("broken");
    }

    private static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x45d9f3b;
        value = (value ^ (value >> 13)) * 0x45d9f3b;
        return value ^ (value >> 16);
    }

    private static object Concrete(Schema schema, GraphQLType type, uint seed) => type switch
    {
        ListType list => ListOf(schema, list, seed),
        ObjectType named => Create(named.Name, seed),
        UnionType or InterfaceType => seed % 31 == 4 ? new Stranger(seed) : Create(Pick(schema, (NamedType)type, Mix(seed + 5)), seed),
        EnumType choice => seed % 23 == 0 ? "PLAID" : choice.Values[(int)(seed % choice.Values.Count)].Name,
        { Unwrapped.Name: "Int" } => seed % 19 == 0 ? 2147483648L : (object)(int)seed,
        { Unwrapped.Name: "Float" } => seed % 19 == 0 ? double.NaN : (seed % 1000 / 8d) - 20,
        { Unwrapped.Name: "Boolean" } => seed % 2 == 1,
        { Unwrapped.Name: "Even" } => seed % 23 == 0 ? 7 : (int)(seed % 1000) * 2,
        { Unwrapped.Name: "ID" } => seed % 2 == 1 ? (object)(int)(seed >> 1) : $"id{seed}",
        _ => Texts[seed % Texts.Length],
    };

    private static object ListOf(Schema schema, ListType list, uint seed)
    {
        if (seed % 41 == 3) return 5;
        var items = new object?[Mix(seed + 1) % 4];
        for (var i = 0; i < items.Length; i++) items[i] = ValueOf(schema, list.OfType, Mix(seed + 2 + (uint)i));
        if (seed % 37 == 2) return Failing();
        return (seed % 5) switch
        {
            0 => items.Select(item => item),
            1 => new List<object?>(items),
            2 when items.All(item => item is Thing) => Array.ConvertAll(items, item => (Thing)item!),
            _ => items,
        };
    }

    /// <summary>Has no items before it fails, or those might be faulty too: which error comes then is free.</summary>
    private static IEnumerable<object?> Failing() =>
        Enumerable.Range(0, 1).Select<int, object?>(_ => throw new InvalidOperationException("enumerating"));

    private static string Pick(Schema schema, NamedType type, uint seed)
    {
        var names = schema.GetPossibleTypes(type).Select(possible => possible.Name).Order(StringComparer.Ordinal).ToArray();
        return names[seed % names.Length];
    }

    private static Thing Create(string typeName, uint seed) => typeName switch
    {
        "A" => new ThingOfA(seed),
        "B" => new ThingOfB(seed),
        "C" => new ThingOfC(seed),
        _ => throw new ArgumentException($"There is no type {typeName}.", nameof(typeName)),
    };
}
