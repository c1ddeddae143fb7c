using System.Text;

namespace MusicGraph.ServiceDefaults.Text;

/// <summary>
/// Korean syllables as the letters that they are typed with, so that what is typed so far is a beginning of what it becomes: a consonant
/// is the same letter before and behind its vowel. The arithmetic is that of the Unicode Standard, section 3.12.
/// </summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstInitial = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int Vowels = 21;
    private const int Finals = 28;

    // Final consonants, from the first, by the initial ones that they are typed with.
    private static readonly string[] FinalLetters =
    [
        "", "ᄀ", "ᄁ", "ᄀᄉ", "ᄂ", "ᄂᄌ", "ᄂᄒ", "ᄃ", "ᄅ", "ᄅᄀ", "ᄅᄆ", "ᄅᄇ", "ᄅᄉ", "ᄅᄐ", "ᄅᄑ", "ᄅᄒ", "ᄆ", "ᄇ", "ᄇᄉ",
        "ᄉ", "ᄊ", "ᄋ", "ᄌ", "ᄎ", "ᄏ", "ᄐ", "ᄑ", "ᄒ",
    ];

    public static bool IsSyllable(Rune rune) => rune.Value is >= FirstSyllable and <= LastSyllable;

    public static void Append(StringBuilder text, Rune syllable)
    {
        var number = syllable.Value - FirstSyllable;
        text.Append((char)(FirstInitial + (number / (Vowels * Finals))));
        text.Append((char)(FirstVowel + (number / Finals % Vowels)));
        text.Append(FinalLetters[number % Finals]);
    }
}
