using System.Buffers;
using System.Text.Json;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>Any JSON as <see cref="JsonElement"/>; results may be all that <see cref="AnyType"/> writes.</summary>
public sealed class JsonType() : ScalarType("JSON")
{
    /// <summary>More than the parsers of documents and of variables let through.</summary>
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    private static readonly AnyType Any = new("JSON");

    public override bool TryParse(ValueNode literal, out object? value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text)) Write(literal, writer);
        var reader = new Utf8JsonReader(text.WrittenSpan, Deep);
        value = JsonElement.ParseValue(ref reader);
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => Any.TryWrite(value, writer);

    private static void Write(ValueNode literal, Utf8JsonWriter writer)
    {
        switch (literal)
        {
            case StringValueNode node:
                writer.WriteStringValue(node.Value);
                break;
            case EnumValueNode node:
                writer.WriteStringValue(node.Value);
                break;
            case BooleanValueNode node:
                writer.WriteBooleanValue(node.Value);
                break;
            case IntValueNode node:
                // A number of GraphQL is one of JSON.
                writer.WriteRawValue(node.Text);
                break;
            case FloatValueNode node:
                writer.WriteRawValue(node.Text);
                break;
            case ListValueNode node:
                writer.WriteStartArray();
                foreach (var item in node.Items) Write(item, writer);
                writer.WriteEndArray();
                break;
            case ObjectValueNode node:
                writer.WriteStartObject();
                foreach (var field in node.Fields)
                {
                    writer.WritePropertyName(field.Name);
                    Write(field.Value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
