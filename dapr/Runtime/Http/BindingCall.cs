using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The body of a binding's call.</summary>
/// <param name="Data">JSON as it was sent, inside the request's buffer; <c>null</c> where there is none.</param>
internal readonly record struct BindingCall(string Operation, ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Metadata)
{
    private static readonly byte[] s_null = "null"u8.ToArray();

    /// <exception cref="ApiException">It is no JSON object of that form.</exception>
    public static BindingCall Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            // Read by hand: the data may be a hundred megabytes of base64, which no document model should see.
            var reader = new Utf8JsonReader(body.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw ApiException.Malformed("a JSON object is needed");

            var operation = "";
            ReadOnlyMemory<byte> data = s_null;
            var metadata = Empty.Metadata;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.IsNamed("operation"u8))
                    operation = reader.Read() ? reader.GetString() ?? "" : "";
                else if (reader.IsNamed("data"u8))
                    data = RequestJson.ReadRaw(ref reader, body);
                else if (reader.IsNamed("metadata"u8))
                    metadata = RequestJson.ReadTexts(ref reader);
                else
                    reader.Skip();
            }

            return new BindingCall(operation, data, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw ApiException.Malformed(error.Message);
        }
    }
}
