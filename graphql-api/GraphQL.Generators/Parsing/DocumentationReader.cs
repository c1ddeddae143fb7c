using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>
/// Reads the XML documentation file of a referenced project. What a record says of a parameter the compiler has also written as the
/// summary of its property.
/// </summary>
internal static class DocumentationReader
{
    /// <summary>Nothing where the file is not there, or is none of that kind.</summary>
    public static EquatableArray<DocumentedMember> Read(SourceText? file)
    {
        if (file is null) return EquatableArray<DocumentedMember>.Empty;
        try
        {
            var root = XElement.Parse(file.ToString(), LoadOptions.PreserveWhitespace);
            if (root.Name != "doc") return EquatableArray<DocumentedMember>.Empty;
            return root.Elements("members").Elements("member").Select(Member).OfType<DocumentedMember>().ToEquatable();
        }
        catch (XmlException)
        {
            // A file that is being written, or no XML: the descriptions are missing then, and the code is as good.
            return EquatableArray<DocumentedMember>.Empty;
        }
    }

    private static DocumentedMember? Member(XElement member)
    {
        if (member.Attribute("name")?.Value is not { } id || !IsDescribable(id)) return null;
        return Docs.Text(member.Element("summary")) is { } text ? new DocumentedMember(id, text) : null;
    }

    /// <summary>Whether it is a type, property or field.</summary>
    private static bool IsDescribable(string id) => id.Length > 2 && id[0] is 'T' or 'P' or 'F';
}
