namespace MusicGraph.Search.Index;

/// <summary>Country codes as numbers from 1; 0 for none.</summary>
internal static class CountryCode
{
    private const int Letters = 26;

    public static int ToNumber(string? country) => country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
        ? ((country[0] - 'A') * Letters) + country[1] - 'A' + 1
        : 0;

    public static string? FromNumber(int number) => number is > 0 and <= Letters * Letters
        ? $"{(char)('A' + ((number - 1) / Letters))}{(char)('A' + ((number - 1) % Letters))}"
        : null;
}
