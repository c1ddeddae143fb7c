using MusicGraph.Search.Spelling;

namespace MusicGraph.Services.Tests.Search;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("love", "love", 0)]
    [InlineData("love", "lvoe", 1)]
    [InlineData("love", "loe", 1)]
    [InlineData("love", "loove", 1)]
    [InlineData("love", "lofe", 1)]
    [InlineData("midnight", "mindigth", 2)]
    [InlineData("", "abc", 3)]
    public void Between_TwoWords_CountsEditsAndSwaps(string one, string other, int edits)
    {
        Assert.Equal(edits, EditDistance.Between(one, other));
        Assert.Equal(edits, EditDistance.Between(other, one));
    }

    [Theory]
    [InlineData("midn", "midnight", 0)]
    [InlineData("mdin", "midnight", 1)]
    [InlineData("minig", "midnight", 1)]
    public void ToBeginning_LongerWord_CountsAsFarAsTyped(string word, string longer, int edits) =>
        Assert.Equal(edits, EditDistance.ToBeginning(word, longer));

    /// <summary>Every word with as many edits as its length allows is looked for under a key that the word was kept under.</summary>
    [Fact]
    public void ToLookFor_EveryEditThatIsAllowed_MeetsTheWord()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var word = Word(random, random.Next(3, 16));
            var typed = word;
            for (var edit = random.Next(1, 3); edit > 0; edit--)
                typed = Edit(typed, random);
            if (Spellings.EditsOf(typed) < EditDistance.Between(typed, word))
                continue;
            Assert.True(
                Spellings.ToKeep(word).Any(kept => kept.Stem == word && kept.Keys.Overlaps(Spellings.ToLookFor(typed))), $"{typed} does not meet {word}");
        }
    }

    private static string Word(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letter(random)));

    private static char Letter(Random random) => (char)('a' + random.Next(6));

    private static string Edit(string word, Random random)
    {
        var at = random.Next(word.Length);
        return random.Next(4) switch
        {
            0 when word.Length > 1 => word.Remove(at, 1),
            1 => word.Insert(at, Letter(random).ToString()),
            2 when at + 1 < word.Length => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + Letter(random) + word[(at + 1)..],
        };
    }
}
