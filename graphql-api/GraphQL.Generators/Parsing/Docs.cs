using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Descriptions from attributes and XML documentation.</summary>
internal static class Docs
{
    public static string? Of(ISymbol symbol) => Given(symbol) ?? Text(Load(symbol)?.Element("summary"));

    /// <summary>A property's own summary, or what a record says of the parameter it comes from.</summary>
    public static string? OfProperty(IPropertySymbol property) =>
        Of(property) ?? Parameter(property.ContainingType, property.Name) ?? PrimaryConstructor(property);

    public static string? OfParameter(IParameterSymbol parameter) => Given(parameter) ?? Parameter(parameter.ContainingSymbol, parameter.Name);

    /// <summary>
    /// Under what the documentation file of another assembly has a symbol, such as <c>T:Music.Song</c>; null for one of this assembly. The
    /// compiler does not read those files.
    /// </summary>
    public static string? Elsewhere(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty ? symbol.OriginalDefinition.GetDocumentationCommentId() : null;

    private static string? Given(ISymbol symbol) => symbol.Attribute("GraphQLDescription")?.Text();

    private static string? PrimaryConstructor(IPropertySymbol property)
    {
        if (!property.ContainingType.IsRecord) return null;
        return property.ContainingType.InstanceConstructors
            .Where(constructor => constructor.Parameters.Any(parameter => parameter.Name == property.Name))
            .Select(constructor => Parameter(constructor, property.Name))
            .FirstOrDefault(text => text is not null);
    }

    private static string? Parameter(ISymbol owner, string name) =>
        Text(Load(owner)?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == name));

    private static XElement? Load(ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml)) return null;
        try
        {
            var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
            return root.Name == "member" ? root : root.Element("member") ?? root;
        }
        catch (XmlException)
        {
            // The compiler warns of malformed comments; a description is not worth failing over.
            return null;
        }
    }

    public static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = string.Concat(element.DescendantNodes().Select(Text));
        var lines = text.Split('\n').Select(line => Regex.Replace(line, @"\s+", " ").Trim());
        var joined = string.Join("\n", lines).Trim();
        return joined.Length == 0 ? null : joined;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when !reference.Nodes().Any() => Target(reference),
        XElement { Name.LocalName: "para" or "br" } => "\n",
        _ => "",
    };

    private static string Target(XElement reference)
    {
        var target = reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("cref") ?? reference.Attribute("href");
        if (target is null) return "";
        if (target.Name != "cref") return target.Value;
        var name = target.Value.Split('(')[0];
        return name.Substring(name.LastIndexOf('.') + 1);
    }
}
