using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>Bytes in Base64 (RFC 4648, section 4).</summary>
public sealed class ByteArrayType : ScalarType
{
    public ByteArrayType() : base("ByteArray") => Description = "The `ByteArray` scalar type represents bytes in Base64.";

    protected override string Example => "\"3q2+7w==\"";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: var text } || text.AsSpan().ContainsAny(" \t\r\n")) return false;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return false;
        value = bytes[..length];
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is byte[] bytes && writer.Write(bytes);
}
