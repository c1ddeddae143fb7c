using System.Text;
using System.Xml;
using System.Xml.Linq;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Shows;

/// <summary>
/// Reads a podcast's feed: RSS 2.0 (https://www.rssboard.org/rss-specification) with Apple's <c>itunes:</c> and the Podcast Index's
/// <c>podcast:</c> elements (https://podcasting2.org/docs/podcast-namespace). It comes from strangers: no document type is
/// taken, nothing is fetched, and an entry is held at a time.
/// </summary>
internal static class FeedReader
{
    /// <summary>Bytes that a feed may have.</summary>
    public const int LargestFeed = 20 * 1024 * 1024;

    /// <summary>Entries that a feed may have.</summary>
    public const int MostEpisodes = 5_000;

    private const int MostDepth = 32;
    private const int LongestTitle = 300;
    private const int LongestDescription = 4_000;
    private const int LongestGuid = 1_000;
    private const int MostCategories = 10;

    private static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace[] Podcast =
        ["https://podcastindex.org/namespace/1.0", "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"];

    // Feeds in windows-1251 and its like are as old as podcasts.
    static FeedReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The feed, or what is wrong with it; <c>field</c> is <c>feed</c>.</summary>
    /// <param name="encoding">Null where the document itself says it.</param>
    public static Outcome<Feed> Read(Stream bytes, Encoding? encoding)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = LargestFeed,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var reader = encoding is null
                ? XmlReader.Create(bytes, settings)
                : XmlReader.Create(new StreamReader(bytes, encoding), settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.Name == "rss" && reader.ReadToDescendant("channel")
                ? ReadChannel(reader)
                : Problem.Invalid("feed", "The feed must be RSS 2.0: an rss element with a channel.");
        }
        catch (XmlException e)
        {
            return Problem.Invalid("feed", $"The feed is not XML as it is taken here: {e.Message}");
        }
    }

    private static Outcome<Feed> ReadChannel(XmlReader reader)
    {
        var channel = new XElement("channel");
        var episodes = new List<FeedEpisode>();
        var (skipped, depth) = (0, reader.Depth);
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            var element = ReadElement(reader);
            if (element.Name != "item")
                channel.Add(element);
            else if (episodes.Count + skipped == MostEpisodes)
                return Problem.Conflict(Problems.LimitExceeded, $"A feed may have at most {MostEpisodes} episodes.");
            else if (EpisodeOf(element) is { } episode)
                episodes.Add(episode);
            else
                skipped++;
        }

        return FeedOf(channel, episodes, skipped);
    }

    /// <summary>The element at which the reader stands, all of it; the reader then stands behind it.</summary>
    /// <exception cref="XmlException">It is nested deeper than any feed: it was made to exhaust who reads it.</exception>
    private static XElement ReadElement(XmlReader reader)
    {
        XElement? root = null;
        XElement? open = null;
        var depth = reader.Depth;
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth - depth > MostDepth)
                        throw new XmlException($"It is nested more than {MostDepth} deep.");
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.NamespaceURI != XNamespace.Xmlns)
                            element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
                    }

                    open?.Add(element);
                    root ??= element;
                    open = isEmpty ? open : element;
                    break;
                case XmlNodeType.EndElement:
                    open = open!.Parent;
                    break;
                default:
                    open!.Add(reader.Value);
                    break;
            }

            reader.Read();
        }
        while (open is not null);

        return root!;
    }

    private static Outcome<Feed> FeedOf(XElement channel, List<FeedEpisode> episodes, int skipped)
    {
        var title = FeedText.Line(channel.Element("title")?.Value, LongestTitle);
        if (title is null)
            return Problem.Invalid("feed", "The feed has no title.");
        var link = FeedText.Url(channel.Element("link")?.Value);
        var self = channel.Elements(Atom + "link").FirstOrDefault(at => (string?)at.Attribute("rel") == "self");
        var key = FeedText.Line(Podcast.Select(space => channel.Element(space + "guid")).FirstOrDefault(guid => guid is not null)?.Value, LongestGuid)
            ?? FeedText.Url((string?)self?.Attribute("href"))
            ?? $"{link} {title}";
        return new Feed(
            key,
            title,
            FeedText.Line(channel.Element(Itunes + "author")?.Value ?? channel.Element("managingEditor")?.Value, LongestTitle) ?? title,
            FeedText.Plain(channel.Element("description")?.Value ?? channel.Element(Itunes + "summary")?.Value, LongestDescription),
            // What a feed names twice is one episode: the first is the latest.
            [.. episodes.DistinctBy(episode => episode.Guid)],
            skipped)
        {
            Language = FeedText.Line(channel.Element("language")?.Value, 35),
            Categories = [.. channel.Descendants(Itunes + "category")
                .Select(category => FeedText.Line((string?)category.Attribute("text"), 100))
                .OfType<string>()
                .Distinct()
                .Take(MostCategories)],
            IsExplicit = IsExplicit(channel),
            Link = link,
            ImageUrl = ImageOf(channel) ?? FeedText.Url(channel.Element("image")?.Element("url")?.Value),
            Copyright = FeedText.Line(channel.Element("copyright")?.Value, LongestTitle),
        };
    }

    /// <summary>Null for an entry without a title, or without anything to know it by.</summary>
    private static FeedEpisode? EpisodeOf(XElement item)
    {
        var sound = item.Element("enclosure");
        var audio = FeedText.Url((string?)sound?.Attribute("url"));
        var link = FeedText.Url(item.Element("link")?.Value);
        var guid = FeedText.Line(item.Element("guid")?.Value, LongestGuid) ?? audio ?? link;
        var title = FeedText.Line(item.Element("title")?.Value ?? item.Element(Itunes + "title")?.Value, LongestTitle);
        if (guid is null || title is null)
            return null;
        return new FeedEpisode(
            guid,
            title,
            FeedText.Plain(
                item.Element("description")?.Value ?? item.Element(Itunes + "summary")?.Value ?? item.Element(Content + "encoded")?.Value, LongestDescription))
        {
            DurationMs = FeedText.Duration(item.Element(Itunes + "duration")?.Value),
            PublishedAt = FeedText.Date(item.Element("pubDate")?.Value),
            Season = NumberOf(item, "season"),
            Number = NumberOf(item, "episode"),
            Type = item.Element(Itunes + "episodeType")?.Value.Trim().ToLowerInvariant() switch
            {
                "trailer" => EpisodeKind.Trailer,
                "bonus" => EpisodeKind.Bonus,
                _ => EpisodeKind.Full,
            },
            IsExplicit = IsExplicit(item),
            AudioUrl = audio,
            AudioType = FeedText.Line((string?)sound?.Attribute("type"), 100),
            Link = link,
            ImageUrl = ImageOf(item),
        };
    }

    private static int? NumberOf(XElement item, string name)
    {
        var element = item.Element(Itunes + name) ?? Podcast.Select(space => item.Element(space + name)).FirstOrDefault(at => at is not null);
        return int.TryParse(element?.Value.Trim(), out var number) && number > 0 ? number : null;
    }

    private static bool IsExplicit(XElement element) =>
        element.Element(Itunes + "explicit")?.Value.Trim().ToLowerInvariant() is "true" or "yes" or "explicit";

    private static string? ImageOf(XElement element) => FeedText.Url((string?)element.Element(Itunes + "image")?.Attribute("href"));
}
