using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>A schema with every kind of type, its values those of <see cref="ValueRule"/>, on all the ways to a value that there are.</summary>
internal static class ExecutionSchema
{
    private const string Fields = """
          id: ID! name: String tags: [String!]
          int: Int int2: Int! float: Float float2: Float! flag: Boolean color: Color color2: Color! text: String! even: Even evens: [Even!]
          ints(n: Int = 7): [Int] ints2: [Int!] ints3: [Int!]! intGrid: [[Int!]]! colors: [Color!] floats: [[Float]!]
          "Which is as good as int." old: Int @deprecated(reason: "Ask for int.")
          one: A one2(n: Int): A! two: B two2: B! three: C
          list: [A] list2: [B!] list3(n: Int! = 2): [C]! list4: [A!]!
          grid: [[B]] grid2: [[A!]] grid3: [[B!]!]! cube: [[[C!]]!]
          entity: Entity! named: Named named2: Named! nameds: [Named] tagged: Tagged taggeds(n: Int): [Tagged!] sized: Sized sizeds: [[Sized!]]
          any: Any anys: [Any] anys2: [Any!] anyGrid: [[Any!]!]
          same(n: Int): B
        """;

    public const string Sdl = $$"""
        "Marks what it stands at, as often as one likes."
        directive @mark(name: String!, at: [Int!] = [1], point: Point) repeatable on
          QUERY | MUTATION | SUBSCRIPTION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
        directive @once(n: Even, old: Int @deprecated) on FIELD | FRAGMENT_SPREAD | QUERY

        scalar Json
        "A number that is even."
        scalar Even @specifiedBy(url: "https://example.com/even")
        enum Color { RED GREEN "Of the sky." BLUE PLUM @deprecated(reason: "Nobody knows it.") }
        input Point {
          x: Int! = 1 y: Float = 0.5 tags: [String!] color: Color = GREEN inner: Point far: [[Point!]] choice: Choice even: Even
          old: Int @deprecated(reason: "No.")
        }
        input Strict { must: Int! may: String list: [Int!]! = [1, 2] deep: [[Strict!]!] }
        input Choice @oneOf { text: String number: Int point: Point list: [Int!] again: Choice }
        interface Entity { id: ID! }
        interface Named implements Entity { id: ID! name: String }
        interface Tagged implements Named & Entity { id: ID! name: String tags: [String!] }
        interface Sized implements Tagged & Named & Entity { id: ID! name: String tags: [String!] ints(n: Int = 7): [Int] old: Int @deprecated }
        union Any = A | B | C
        type A implements Entity & Named & Tagged & Sized { {{Fields}} onlyA: Int }
        type B implements Entity & Named { {{Fields}} onlyB: [C] }
        type C implements Entity & Named & Tagged { {{Fields}} onlyC: String! }
        type Query { {{Fields}}
          echo(
            int: Int int2: Int! = 3 float: Float id: ID text: String = "none" flag: Boolean color: Color json: Json even: Even = 2
            ints: [Int] ints2: [Int!] grid: [[Int!]] colors: [Color!] = [RED] evens: [[Even!]!] old: Point @deprecated(reason: "No.")
            point: Point points: [Point!] strict: Strict choice: Choice choices: [Choice!] point2: Point = { x: 5 }
          ): Json
          need(int: Int! color: Color!): Json
        }
        type Mutation { {{Fields}} }
        "Of things to come."
        type Subscription { {{Fields}} }
        """;

    private static readonly EvenType Even = new();
    private static readonly Schema Parsed = SchemaBuilder.FromSdl(Sdl).Build();

    /// <summary>The schema without resolvers, to write documents for.</summary>
    public static Schema Types => Parsed;

    public static void AddTo(SchemaBuilder builder)
    {
        foreach (var directive in Parsed.Directives.Where(directive => directive.Name is "mark" or "once"))
        {
            builder.AddDirective(
                directive.Name, directive.Locations, [.. directive.Arguments.Select(Config)], directive.Description, directive.IsRepeatable);
        }

        foreach (var type in Parsed.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            switch (type)
            {
                case ComplexType complex: AddComplex(builder, complex); break;
                case UnionType union: builder.AddUnion(union.Name, null, [.. union.Members.Select(member => member.Name)]); break;
                case EnumType or ScalarType { Name: "Json" }: Add(builder, type); break;
                case ScalarType { Name: "Even" }: builder.AddScalar(Even); break;
                case InputObjectType input:
                    builder.AddInputObject(input.Name, null, [.. input.Fields.Select(Config)], null, input.IsOneOf);
                    break;
            }
        }
    }

    private static void Add(SchemaBuilder builder, NamedType leaf)
    {
        if (leaf is EnumType choice) builder.AddEnum(choice);
        else builder.AddScalar((ScalarType)leaf);
    }

    private static void AddComplex(SchemaBuilder builder, ComplexType type)
    {
        string[] interfaces = [.. type.Interfaces.Select(implemented => implemented.Name)];
        var clrType = type.Name switch { "A" => typeof(ThingOfA), "B" => typeof(ThingOfB), "C" => typeof(ThingOfC), _ => null };
        if (type is InterfaceType) builder.AddInterface(type.Name, type.Description, interfaces);
        else builder.AddObject(type.Name, clrType, type.Description, interfaces);
        foreach (var field in type.Fields)
        {
            var config = new FieldConfig(field.Name, field.Type.ToString()!)
            {
                Arguments = [.. field.Arguments.Select(Config)],
                Description = field.Description,
                DeprecationReason = field.DeprecationReason,
            };
            if (type.Name == "Subscription") config = config with { Subscribe = (request, arguments) => SubscribeAsync(request, arguments, field) };
            builder.AddField(type.Name, type is InterfaceType ? config : WithValue(config, type.Name, field));
        }
    }

    private static InputValueConfig Config(InputValueDefinition value) =>
        new(value.Name, value.Type.ToString()!, value.DefaultValue is { } constant ? SyntaxPrinter.Print(constant) : null)
        {
            Description = value.Description,
            DeprecationReason = value.DeprecationReason,
        };

    private static FieldConfig WithValue(FieldConfig config, string typeName, FieldDefinition field)
    {
        if (field.Name is "echo" or "need") return config with { Resolve = batch => Echo(batch, field) };

        // Which way a field takes to its values differs from type to type, so that one place of an operation has several.
        var way = ValueRule.Hash(1, $"{typeName}.{field.Name}") % 6;
        if (way < 2 && field.Arguments.Count == 0 && typeName is not ("Query" or "Mutation"))
        {
            return field.Type is ListType or NonNullType { OfType: ListType } || field.Type.Unwrapped is not (ScalarType or EnumType)
                ? config with { Read = parent => Compute(parent, null) }
                : config with { Write = (parent, writer) => Compute(parent, null) is { } value && Write(field.Type.Unwrapped.Name == Even.Name ? Even : field.Type.Unwrapped, value, writer) };
        }

        return config with { Resolve = batch => Resolve(batch, way) };

        object? Compute(object parent, int? number) => ValueRule.ValueOf(Parsed, field.Type, ValueRule.SeedOf(((Thing)parent).Seed, field.Name, number));

        void Resolve(FieldBatch batch, uint way)
        {
            var number = NumberIn(batch.Arguments, field);
            for (var i = 0; i < batch.Count; i++)
            {
                var parent = batch.Parent(i) as Thing ?? batch.Request.Service<ThingOfA>();
                try
                {
                    switch (way)
                    {
                        case 0: batch.Set(i, Compute(parent, number)); break;
                        case 1: batch.Set(i, ComputeLaterAsync(parent, number)); break;
                        case 2: batch.Set(i, new ValueTask<object?>(ComputeLaterAsync(parent, number))); break;
                        case 3: batch.Set(i, Task.FromResult(Compute(parent, number))); break;
                        case 4: batch.Set(i, LoadAsync(batch, parent, number)); break;
                        default: batch.Set(i, LoadTwiceAsync(batch, parent, number)); break;
                    }
                }
                catch (InvalidOperationException error)
                {
                    batch.Fail(i, error);
                }
            }
        }

        async Task<object?> ComputeLaterAsync(object parent, int? number)
        {
            if (((Thing)parent).Seed % 2 == 0) await Task.Yield();
            return Compute(parent, number);
        }

        Task<object?> LoadAsync(FieldBatch batch, Thing parent, int? number) =>
            batch.Request.Service<ValueLoader>().LoadAsync(new ValueKey(field, ValueRule.SeedOf(parent.Seed, field.Name, number)));

        async Task<object?> LoadTwiceAsync(FieldBatch batch, Thing parent, int? number)
        {
            await batch.Request.Service<ValueLoader>().LoadAsync(new ValueKey(field, parent.Seed));

            // On a thread that the execution knows nothing of.
            if (parent.Seed % 2 == 0) await Task.Yield();
            return await LoadAsync(batch, parent, number);
        }
    }

    private static int? NumberIn(InputValues arguments, FieldDefinition field) =>
        field.Arguments.Count > 0 && arguments.Get<object?>(0) is int given ? given : null;

    private static async ValueTask<IAsyncEnumerable<object>> SubscribeAsync(RequestContext request, InputValues arguments, FieldDefinition field)
    {
        var seed = ValueRule.SourceOf(request.Service<ThingOfA>().Seed, field.Name, NumberIn(arguments, field));
        if (seed % 2 == 0) await Task.Yield();
        return ValueRule.EventsOf(seed);
    }

    private static bool Write(NamedType type, object value, ResultWriter writer)
    {
        var isWritten = type is EnumType choice
            ? choice.FindByValue(value) is { } known && writer.Write(known.Name)
            : ((ScalarType)type).TryWrite(value, writer);
        return isWritten ? true : throw new InvalidOperationException($"{type} cannot represent {value}.");
    }

    private static void Echo(FieldBatch batch, FieldDefinition field)
    {
        var values = new Dictionary<string, object?>();
        for (var i = 0; i < field.Arguments.Count; i++)
        {
            if (batch.Arguments.IsGiven(i)) values.Add(field.Arguments[i].Name, batch.Arguments.Get<object?>(i));
        }

        batch.Set(0, values);
    }
}

internal sealed record ValueKey(FieldDefinition Field, uint Seed);

/// <summary>Loads what the rule says, and asks itself for more now and then, as loaders that build on others do.</summary>
internal sealed class ValueLoader(IBatchScheduler scheduler) : BatchDataLoader<ValueKey, object?>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<ValueKey, object?>> LoadBatchAsync(IReadOnlyList<ValueKey> keys, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (keys[0].Seed % 3 == 0 && !keys.Any(key => key.Seed == 1)) await LoadAsync(new ValueKey(keys[0].Field, 1), cancellationToken);
        return keys.ToDictionary(key => key, key => ValueRule.ValueOf(ExecutionSchema.Types, key.Field.Type, key.Seed));
    }
}
