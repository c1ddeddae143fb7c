using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Services.Tests.Domain;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Ágætis  Byrjun", "agaetis byrjun")]
    [InlineData("A\u0301gætis", "agaetis")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("Søren Łódź Đorđe", "soren lodz dorde")]
    [InlineData("İstanbul ısı", "istanbul isi")]
    [InlineData("Ἀθήνας ΣΊΣΥΦΟΣ", "αθηνασ σισυφοσ")]
    [InlineData("Ёжик Й", "ежик и")]
    [InlineData("أُمّ كُلثوم", "ام كلثوم")]
    [InlineData("ﻻ إله", "لا اله")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("ｑｕｅｅｎ ２０", "queen 20")]
    [InlineData("٢٠٢٤ १९", "2024 19")]
    [InlineData("カタカナ ｶﾞ か\u3099", "かたかな が が")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("ﬁn ① Ⅷ", "fin 1 viii")]
    public void Fold_TextsThatPeopleTakeForTheSame_AreEqual(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Theory]
    [InlineData("ㅅ")]
    [InlineData("사")]
    [InlineData("살")]
    [InlineData("사라")]
    [InlineData("사랑")]
    public void Fold_KoreanAsItIsTyped_BeginsWhatItBecomes(string typed) =>
        Assert.StartsWith(Folding.Fold(typed), Folding.Fold("사랑해"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Don’t stop!", "dont stop")]
    [InlineData("AC/DC", "ac dc")]
    [InlineData("東京Jihen", "東 京 jihen")]
    [InlineData("ก่อน", "ก่ อ น")]
    [InlineData("!!!", "")]
    public void Words_Text_AreRunsOfLettersAndDigits(string text, string words) => Assert.Equal(words, string.Join(' ', Folding.Words(text)));
}
