using System.Collections.Frozen;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>Scalars that a schema may name without adding them; it includes those that it uses (section 3.5).</summary>
public static class BuiltInScalars
{
    private static readonly FrozenDictionary<string, ScalarType> All = new ScalarType[]
    {
        new IntType(), new FloatType(), new StringType(), new BooleanType(), new IdType(),
        new ShortType(), new ByteType(), new LongType(), new DecimalType(), new ByteArrayType(),
        new DateTimeType(), new DateType(), new LocalDateType(), new LocalTimeType(), new LocalDateTimeType(), new TimeSpanType(), new DurationType(),
        new UrlType(), new UuidType(), new JsonType(), new AnyType(), new UploadType(),
    }.ToFrozenDictionary(scalar => scalar.Name);

    /// <summary>The scalar of this name, or null.</summary>
    public static ScalarType? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Whether it is one of the five that the specification defines, which an SDL document does not list.</summary>
    public static bool IsSpecified(string name) => name is "Int" or "Float" or "String" or "Boolean" or "ID";
}
