using System.Globalization;
using System.Text;
using System.Text.Json;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types.Scalars;

namespace MusicGraph.GraphQL.Types;

/// <summary>Makes a constant of the JSON of one variable, directed by its type.</summary>
/// <param name="files">The files that a number may mean where one is expected.</param>
internal readonly ref struct JsonCoercion(ReadOnlySpan<byte> json, IReadOnlyList<IFile>? files)
{
    private const int LongestQuote = 100;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly IReadOnlyList<IFile>? _files = files;

    /// <summary>Reads the value whose first token the reader is at, and leaves it at the last.</summary>
    /// <exception cref="JsonCoercionException">It is none of the type.</exception>
    /// <exception cref="InvalidOperationException">A text in it is not valid Unicode.</exception>
    public ValueNode Convert(ref Utf8JsonReader reader, GraphQLType type)
    {
        if (type is NonNullType nonNull)
        {
            if (reader.TokenType == JsonTokenType.Null) throw Fault(reader, $"Expected non-nullable type \"{type}\" not to be null.");
            return Convert(ref reader, nonNull.OfType);
        }

        if (reader.TokenType == JsonTokenType.Null) return NullValueNode.Default;
        return type switch
        {
            ListType list => ConvertList(ref reader, list),
            InputObjectType input => ConvertObject(ref reader, input),
            EnumType enumType => ConvertEnum(ref reader, enumType),
            _ => ConvertScalar(ref reader, (ScalarType)type),
        };
    }

    private ValueNode ConvertList(ref Utf8JsonReader reader, ListType list)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return Convert(ref reader, list.OfType);
        var items = new List<ValueNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            try
            {
                items.Add(Convert(ref reader, list.OfType));
            }
            catch (JsonCoercionException exception)
            {
                throw exception.Below($"[{items.Count}]");
            }
        }

        return new ListValueNode(items);
    }

    private ObjectValueNode ConvertObject(ref Utf8JsonReader reader, InputObjectType input)
    {
        var start = reader;
        if (reader.TokenType != JsonTokenType.StartObject) throw Fault(reader, $"Expected type \"{input}\" to be an object.");
        var values = new ValueNode?[input.Fields.Count];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(input, ref reader);
            if (index < 0)
            {
                var unknown = reader.GetString()!;
                throw Fault(start, $"Field \"{unknown}\" is not defined by type \"{input}\".");
            }

            reader.Read();
            try
            {
                values[index] = Convert(ref reader, input.Fields[index].Type);
            }
            catch (JsonCoercionException exception)
            {
                throw exception.Below($".{input.Fields[index].Name}");
            }
        }

        var fields = new List<ObjectFieldNode>(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            var field = input.Fields[index];
            if (values[index] is { } value) fields.Add(new(field.Name, value));
            else if (field.IsRequired) throw Fault(start, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
        }

        if (input.IsOneOf) CheckOneOf(start, input, fields);
        return new(fields);
    }

    private void CheckOneOf(Utf8JsonReader start, InputObjectType input, List<ObjectFieldNode> fields)
    {
        if (fields.Count != 1) throw Fault(start, $"Exactly one key must be specified for OneOf type \"{input}\".");
        if (fields[0].Value is NullValueNode) throw Fault(start, $"Field \"{fields[0].Name}\" must be non-null.").Below($".{fields[0].Name}");
    }

    private EnumValueNode ConvertEnum(ref Utf8JsonReader reader, EnumType type)
    {
        if (reader.TokenType != JsonTokenType.String) throw Fault(reader, $"Enum \"{type}\" cannot represent non-string value: {Quote(reader)}.");
        var name = reader.GetString()!;
        return type.FindByName(name) is { } value
            ? new(value.Name)
            : throw Fault(reader, $"Value \"{name}\" does not exist in \"{type}\" enum.");
    }

    private ValueNode ConvertScalar(ref Utf8JsonReader reader, ScalarType scalar)
    {
        var start = reader;
        var value = scalar is UploadType ? FileOf(ref reader) : ConvertAny(ref reader);
        if (value is FloatValueNode node && scalar is (IntType or LongType or ShortType or ByteType)) value = ToInteger(node);
        return scalar.TryParse(value, out _) ? value : throw Fault(start, scalar.DescribeInvalid(value));
    }

    private ValueNode FileOf(ref Utf8JsonReader reader) =>
        _files is not null && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index >= 0 && index < _files.Count
            ? new FileValueNode(_files[index])
            : ConvertAny(ref reader);

    /// <summary>Many clients know one kind of number only: 1.0 is an integer (section 3.5.1).</summary>
    private static ValueNode ToInteger(FloatValueNode node) =>
        decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number)
            // A decimal makes 0 of 1e-35.
            && double.IsInteger(double.Parse(node.Text, CultureInfo.InvariantCulture))
            ? new IntValueNode(number.ToString("F0", CultureInfo.InvariantCulture))
            : node;

    private static ValueNode ConvertAny(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new StringValueNode(reader.GetString()!);
            case JsonTokenType.True:
                return BooleanValueNode.True;
            case JsonTokenType.False:
                return BooleanValueNode.False;
            case JsonTokenType.Number:
                var text = Encoding.ASCII.GetString(reader.ValueSpan);
                return text.AsSpan().ContainsAny('.', 'e', 'E') ? new FloatValueNode(text) : new IntValueNode(text);
            case JsonTokenType.StartArray:
                var items = new List<ValueNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ConvertAny(ref reader));
                return new ListValueNode(items);
            case JsonTokenType.StartObject:
                var fields = new List<ObjectFieldNode>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    fields.Add(new(name, ConvertAny(ref reader)));
                }

                return new ObjectValueNode(fields);
            default:
                return NullValueNode.Default;
        }
    }

    private static int IndexOf(InputObjectType input, ref Utf8JsonReader reader)
    {
        for (var index = 0; index < input.Fields.Count; index++)
        {
            if (reader.ValueTextEquals(input.Fields[index].Name)) return index;
        }

        return -1;
    }

    private JsonCoercionException Fault(Utf8JsonReader reader, string message) => new(message, Quote(reader));

    /// <summary>The JSON of the value that the reader is at, cut where it is long.</summary>
    private string Quote(Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var text = Encoding.UTF8.GetString(_json[start..(int)reader.BytesConsumed]);
        return text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "…");
    }
}

/// <summary>Says that the JSON of a variable is none of its type, and where.</summary>
internal sealed class JsonCoercionException(string message, string value, string path = "") : Exception(message)
{
    /// <summary>The value in question as JSON.</summary>
    public string Value { get; } = value;

    /// <summary>The way from the variable to the value, such as <c>.songs[2].title</c>.</summary>
    public string Path { get; } = path;

    public JsonCoercionException Below(string step) => new(Message, Value, step + Path);
}
