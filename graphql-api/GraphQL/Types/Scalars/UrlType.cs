using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>An absolute or relative reference as <see cref="Uri"/> (RFC 3986).</summary>
public sealed class UrlType : ScalarType
{
    public UrlType() : base("URL") => SpecifiedBy = "https://tools.ietf.org/html/rfc3986";

    protected override string Example => "\"https://example.org/a?b=c\"";

    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not StringValueNode { Value: var text }) return false;
        if (!Uri.IsWellFormedUriString(text, UriKind.RelativeOrAbsolute)) return false;
        value = new Uri(text, UriKind.RelativeOrAbsolute);
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer) => value switch
    {
        Uri uri => writer.Write(uri),
        string text => writer.Write(text),
        _ => false,
    };
}
