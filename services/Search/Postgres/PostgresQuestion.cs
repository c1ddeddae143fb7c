using System.Text;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Postgres;

/// <summary>A question as a <c>tsquery</c>. Words hold letters, digits and marks only and are quoted: none of its signs is in them.</summary>
internal static class PostgresQuestion
{
    /// <summary>Null where there are no words and no tags.</summary>
    public static string? Expression(Question question, IReadOnlyList<IReadOnlyList<string>> tags)
    {
        var text = new StringBuilder();
        Append(text, question.Words);
        foreach (var any in tags)
            text.Append(text.Length == 0 ? "" : " & ").Append('(').AppendJoin(" | ", any.Select(tag => $"'{tag}'")).Append(')');
        if (question.Except.Count > 0)
        {
            text.Append(" & !(");
            Append(text, question.Except);
            text.Append(')');
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var weights = words[i].Places switch
            {
                Places.First => "A",
                Places.Title => "AB",
                Places.Anywhere => "",
                _ => throw new ArgumentOutOfRangeException(nameof(words)),
            };
            text.Append(i == 0 ? "(" : " & (").AppendJoin(" | ", words[i].Terms.Select(term => Term(term, weights))).Append(')');
        }
    }

    private static string Term(Term term, string weights) =>
        term.IsPrefix || weights.Length > 0 ? $"'{term.Text}':{(term.IsPrefix ? "*" : "")}{weights}" : $"'{term.Text}'";
}
