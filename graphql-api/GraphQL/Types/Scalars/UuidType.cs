using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A UUID, with or without hyphens, as <see cref="Guid"/> (RFC 9562).</summary>
public sealed class UuidType : ScalarType
{
    public UuidType() : base("UUID") => SpecifiedBy = "https://tools.ietf.org/html/rfc4122";

    protected override string Example => "\"0f8fad5b-d9cb-469f-a165-70867728950e\"";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: var text }) return false;
        if (!Guid.TryParseExact(text, "D", out var guid) && !Guid.TryParseExact(text, "N", out guid)) return false;
        value = guid;
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value is Guid guid && writer.Write(guid);
}
