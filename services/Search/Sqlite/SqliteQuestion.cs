using System.Text;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>A question as an FTS5 expression and SQL. Words hold letters, digits and marks only and are quoted: nothing of FTS5's syntax is in them.</summary>
internal static class SqliteQuestion
{
    /// <summary>Null where there are no words.</summary>
    /// <param name="termsOf">What to look for instead of a term: any of these.</param>
    public static string? Expression(Question question, IEnumerable<IReadOnlyList<string>> tags, Func<Term, IReadOnlyList<Term>> termsOf)
    {
        if (question.Words.Count == 0)
            return null;
        var text = new StringBuilder();
        Append(text, question.Words, termsOf);
        foreach (var any in tags)
            text.Append(" AND tags : (").AppendJoin(" OR ", any.Select(tag => $"\"{tag}\"")).Append(')');
        if (question.Except.Count > 0)
        {
            text.Insert(0, '(').Append(") NOT (");
            Append(text, question.Except, termsOf);
            text.Append(')');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<Word> words, Func<Term, IReadOnlyList<Term>> termsOf)
    {
        for (var i = 0; i < words.Count; i++)
        {
            text.Append(i == 0 ? "" : " AND ").Append(words[i].Places switch
            {
                Places.First => "first : (",
                Places.Title => "{first rest} : (",
                Places.Anywhere => "(",
                _ => throw new ArgumentOutOfRangeException(nameof(words)),
            });
            text.AppendJoin(" OR ", words[i].Terms.SelectMany(termsOf).Distinct().Select(term => term.IsPrefix ? $"\"{term.Text}\" *" : $"\"{term.Text}\"")).Append(')');
        }
    }
}
