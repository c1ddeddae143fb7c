using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>What differs on purpose, of which <c>differences.json</c> says why. Whatever is not there is a fault.</summary>
internal sealed class Differences
{
    private readonly Difference[] _all = JsonSerializer.Deserialize<Difference[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "differences.json")), JsonSerializerOptions.Web)!;

    private readonly Dictionary<string, int> _uses = [];

    /// <summary>How often each was needed to take two verdicts for the same.</summary>
    public IReadOnlyDictionary<string, int> Uses => _uses;

    /// <summary>Those that never were.</summary>
    public IEnumerable<string> UnusedOf(params string[] stages) =>
        _all.Where(difference => stages.Contains(difference.Stage)).Select(difference => difference.Id).Except(_uses.Keys);

    /// <summary>Says that the difference makes up for what two verdicts say otherwise.</summary>
    public void Use(string id)
    {
        Assert.Contains(_all, difference => difference.Id == id);
        _uses[id] = _uses.GetValueOrDefault(id) + 1;
    }

    /// <summary>Whether the errors are the same but for what is listed for the stage.</summary>
    public bool AreSame(string stage, JsonArray expected, JsonArray actual)
    {
        if (Raw(expected).SequenceEqual(Raw(actual))) return true;
        var used = new HashSet<string>();
        if (!Normalize(stage, expected, used).SequenceEqual(Normalize(stage, actual, used))) return false;
        foreach (var id in used) Use(id);
        return true;
    }

    /// <summary>Whether all that is said is listed, so that it makes no difference.</summary>
    public bool AreListed(string stage, JsonArray messages)
    {
        var listed = _all.Where(difference => difference.Stage == stage).ToArray();
        if (!messages.All(message => listed.Any(difference => difference.Pattern!.IsMatch(message!.GetValue<string>())))) return false;
        foreach (var difference in listed.Where(difference => messages.Any(message => difference.Pattern!.IsMatch(message!.GetValue<string>())))) Use(difference.Id);
        return true;
    }

    private static IEnumerable<string> Raw(JsonArray errors) => errors.Select(error => Describe(error!, MessageOf(error!))).Order(StringComparer.Ordinal);

    private string[] Normalize(string stage, JsonArray errors, HashSet<string> used)
    {
        var texts = new List<(string Text, string? Id)>();
        foreach (var error in errors) texts.Add(Normalize(stage, error!, used));
        var alone = texts.Find(text => _all.Any(difference => difference.Id == text.Id && difference.Treatment == Treatment.Alone));
        if (alone.Id is { } id) return [id];
        var hidden = texts.Select(text => _all.FirstOrDefault(difference => difference.Id == text.Id)?.Hides).ToHashSet();
        var counted = texts.Where(text => text.Id is null || !hidden.Contains(text.Id)).ToLookup(text => text.Id is null, text => text.Text);
        return [.. counted[true].Concat(counted[false].Distinct()).Order(StringComparer.Ordinal)];
    }

    private (string Text, string? Id) Normalize(string stage, JsonNode error, HashSet<string> used)
    {
        var message = MessageOf(error);
        foreach (var difference in _all.Where(difference => difference.Stage == stage && difference.Pattern?.IsMatch(message) == true))
        {
            used.Add(difference.Id);
            if (difference.Treatment == Treatment.Cut) message = difference.Pattern!.Replace(message, difference.With ?? "");
            else if (difference.With is null) return (difference.Id, difference.Id);
            else return (Describe(error, difference.Pattern!.Replace(message, difference.With)), difference.Id);
        }

        return (Describe(error, message), null);
    }

    private static string Describe(JsonNode error, string message) => $"{message} {error["locations"]?.ToJsonString() ?? "[]"}";

    private static string MessageOf(JsonNode error) => error["message"]!.GetValue<string>();
}

/// <summary>What is done about a difference before two lists of errors are compared.</summary>
internal enum Treatment
{
    /// <summary>All errors with such a message count as one, wherever they are.</summary>
    Once,

    /// <summary>Where there is such an error, no other counts.</summary>
    Alone,

    /// <summary>What matches is left out of the message, or replaced.</summary>
    Cut,

    /// <summary>It takes more than a rule: see <see cref="Execution.Response"/>.</summary>
    Code,
}

/// <param name="Stage">What an answer ends with: <c>syntax</c>, <c>validation</c>, <c>request</c>, <c>execution</c>, or <c>schema</c> for SDL.</param>
/// <param name="Message">A regular expression for the messages of such errors.</param>
/// <param name="With">What replaces the match.</param>
/// <param name="Hides">A difference of no interest where there is this one.</param>
internal sealed record Difference(
    string Id,
    string Stage,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Treatment>))] Treatment Treatment,
    string Reason,
    string? Message = null,
    string? With = null,
    string? Hides = null)
{
    public Regex? Pattern { get; } = Message is null ? null : new(Message, RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
