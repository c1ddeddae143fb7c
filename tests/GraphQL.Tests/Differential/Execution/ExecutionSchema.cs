using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>A schema with every kind of type, its values those of <see cref="ValueRule"/>, on all the ways to a value that there are.</summary>
internal static class ExecutionSchema
{
    private const string Fields = """
          name: String
          tags: [String!]
          id: ID! int: Int int2: Int! float: Float float2: Float! flag: Boolean color: Color color2: Color! text: String!
          ints(n: Int = 7): [Int] ints2: [Int!] ints3: [Int!]! intGrid: [[Int!]]! colors: [Color!] floats: [[Float]!]
          one: A one2(n: Int): A! two: B two2: B! three: C
          list: [A] list2: [B!] list3(n: Int! = 2): [C]! list4: [A!]!
          grid: [[B]] grid2: [[A!]] grid3: [[B!]!]! cube: [[[C!]]!]
          named: Named named2: Named! nameds: [Named] tagged: Tagged taggeds(n: Int): [Tagged!]
          any: Any anys: [Any] anys2: [Any!] anyGrid: [[Any!]!]
          same(n: Int): B
        """;

    public const string Sdl = $$"""
        scalar Json
        enum Color { RED GREEN BLUE }
        input Point { x: Int! = 1 y: Float = 0.5 tags: [String!] color: Color = GREEN inner: Point far: [[Point!]] choice: Choice }
        input Strict { must: Int! may: String list: [Int!]! = [1, 2] }
        input Choice @oneOf { text: String number: Int point: Point list: [Int!] }
        interface Named { name: String }
        interface Tagged implements Named { name: String tags: [String!] }
        union Any = A | B | C
        type A implements Named & Tagged { {{Fields}} onlyA: Int }
        type B implements Named { {{Fields}} onlyB: [C] }
        type C implements Named & Tagged { {{Fields}} onlyC: String! }
        type Query { {{Fields}}
          echo(
            int: Int int2: Int! = 3 float: Float id: ID text: String = "none" flag: Boolean color: Color json: Json
            ints: [Int] ints2: [Int!] grid: [[Int!]] colors: [Color!] = [RED]
            point: Point points: [Point!] strict: Strict choice: Choice choices: [Choice!] point2: Point = { x: 5 }
          ): Json
          need(int: Int! color: Color!): Json
        }
        type Mutation { {{Fields}} }
        """;

    private static readonly Schema Parsed = SchemaBuilder.FromSdl(Sdl).Build();

    /// <summary>The schema without resolvers, to write documents for.</summary>
    public static Schema Types => Parsed;

    public static void AddTo(SchemaBuilder builder)
    {
        foreach (var type in Parsed.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            switch (type)
            {
                case ComplexType complex: AddComplex(builder, complex); break;
                case UnionType union: builder.AddUnion(union.Name, null, [.. union.Members.Select(member => member.Name)]); break;
                case EnumType or ScalarType { Name: "Json" }: Add(builder, type); break;
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
        if (type is InterfaceType) builder.AddInterface(type.Name, null, interfaces);
        else builder.AddObject(type.Name, clrType, null, interfaces);
        foreach (var field in type.Fields)
        {
            var config = new FieldConfig(field.Name, field.Type.ToString()!) { Arguments = [.. field.Arguments.Select(Config)] };
            builder.AddField(type.Name, type is InterfaceType ? config : WithValue(config, type.Name, field));
        }
    }

    private static InputValueConfig Config(InputValueDefinition value) =>
        new(value.Name, value.Type.ToString()!, value.DefaultValue is { } constant ? SyntaxPrinter.Print(constant) : null);

    private static FieldConfig WithValue(FieldConfig config, string typeName, FieldDefinition field)
    {
        if (field.Name is "echo" or "need") return config with { Resolve = batch => Echo(batch, field) };

        // Which way a field takes to its values differs from type to type, so that one place of an operation has several.
        var way = ValueRule.Hash(1, $"{typeName}.{field.Name}") % 6;
        if (way < 2 && field.Arguments.Count == 0 && typeName is not ("Query" or "Mutation"))
        {
            return field.Type is ListType or NonNullType { OfType: ListType } || field.Type.Unwrapped is not (ScalarType or EnumType)
                ? config with { Read = parent => Compute(parent, null) }
                : config with { Write = (parent, writer) => Compute(parent, null) is { } value && Write(field.Type.Unwrapped, value, writer) };
        }

        return config with { Resolve = batch => Resolve(batch, way) };

        object? Compute(object parent, int? number) => ValueRule.ValueOf(Parsed, field.Type, ValueRule.SeedOf(((Thing)parent).Seed, field.Name, number));

        void Resolve(FieldBatch batch, uint way)
        {
            int? number = field.Arguments.Count > 0 && batch.Arguments.Get<object?>(0) is int given ? given : null;
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
