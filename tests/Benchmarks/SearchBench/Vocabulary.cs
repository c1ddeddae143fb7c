namespace MusicGraph.SearchBench;

/// <summary>
/// Words of several languages: those that names are full of, and after them as many made of a language's syllables as it takes. How often one
/// is used goes by its place (Zipf).
/// </summary>
internal sealed class Vocabulary
{
    private static readonly (string Name, double Share, string[] Words, string[] Syllables, int Made, bool HasNoBlanks)[] Languages =
    [
        ("en", 0.5,
            Split("the love you of me a my to in night i on and heart time world day life for baby dance blue one it is summer rain girl light dream fire no "
                + "down dark home road song moon sun city black red sky star river ghost angel blood gold wild king queen little sweet last "
                + "midnight morning winter forever tonight memory shadow thunder silver crazy young broken lonely paradise freedom runaway "
                + "never always stay gone away back heaven hell ocean mountain desert yesterday tomorrow another stranger lover beautiful "
                + "electric diamond velvet crystal electricity understanding revolution satellite hurricane wonderland"),
            Split("ba be bo ca ce co da de di do fa fi fo ga gi go ha he hi ho ja jo ka ke ki la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we wi ing er st tion ness ly ton land ford bridge ter man ley son ber dle"), 60_000, false),
        ("es", 0.15,
            Split("el la de amor corazón y mi tu en vida noche no que mundo sol luna camino niña fuego cielo mañana siempre nunca sueño baile señora alma mar tierra flor ángel"),
            Split("ba ca da fa ga la ma na pa ra sa ta be ce de fe le me ne re se te bo co do lo mo no ro so to ción dad mente ita ero ado ñar lla ción ón ía"), 20_000, false),
        ("fr", 0.08,
            Split("le la de l'amour et mon ma nuit vie coeur je tu toujours rêve été soleil fille monde chanson étoile mer ciel jardin élégie français garçon"),
            Split("ba bé bou cha che da dé deau fe fou ga gé jou la lé lou ma mé mou na né ou pa pé pou ra ré rou sa sé ta té tou va vé eau eux tion ment esse ière"), 12_000, false),
        ("de", 0.07,
            Split("die der das liebe und ich du nacht herz welt immer mädchen stern straße für über traum himmel sonne mond feuer stadt schön größer"),
            Split("ba be bau ge gen ha he la le lich ma me mei na ne no ra re schaft sche schu sta ste tra tre ung ver vor wa we wei zei zu keit heim burg"), 10_000, false),
        ("pt", 0.05,
            Split("o a de amor coração e meu saudade noite vida não você menina mar sol lua canção sertão rua bossa alegria solidão"),
            Split("ba ca da fa ga la ma na pa ra sa ta ção dade mente inho inha eiro ado lha nha ão ões"), 8_000, false),
        ("sv", 0.03,
            Split("och det en jag du kärlek natt hjärta sång sol måne stjärna väg hem längtan sommar vinter älskling över"),
            Split("ba be bo då fa gå ha he hå ka ke la le lå ma me må na ne ra re rå sa se så ta te tå va ve vå skap het ning else berg ström lund"), 5_000, false),
        ("ru", 0.06,
            Split("я ты и в на не любовь ночь сердце жизнь звезда солнце небо дождь снег море город песня дорога весна мечта ещё группа крови"),
            Split("ба бо ва ве ви го да де до жа за зи ка ко ла ле ли ло ма ме ми мо на не ни но па по ра ре ри ро са се со та те ти то ция ость ение ский"), 8_000, false),
        ("ja", 0.03,
            Split("愛 夢 夜 空 花 風 恋 月 星 海 心 桜 光 雨 君 東京 世界 未来 約束 永遠 物語 青春 涙 の と に を さくら ありがとう メロディー"),
            Split("山 川 田 中 村 木 本 小 大 高 橋 井 上 藤 野 原 島 坂 石 森 池 松 竹 林 清 水"), 2_000, true),
        ("ko", 0.02,
            Split("사랑 나 너 밤 하늘 별 꿈 그대 눈물 마음 바람 봄날 기억 안녕 우리 노래"),
            Split("가 나 다 라 마 바 사 아 자 하 기 니 디 리 미 비 시 이 지 희 구 누 두 루 무 부 수 우 주 후 정 민 영 현"), 3_000, false),
        ("ar", 0.01,
            Split("حبيبي قلبي ليل يا حب عيون القمر الحياة أنا انت شمس روح"),
            Split("ال با تا را سا ما نا لا بي تي ري سي مي ني لي بو تو رو سو مو نو لو"), 2_000, false),
    ];

    private readonly (string[] Words, double[] Reached, bool HasNoBlanks)[] _languages;

    public Vocabulary(int seed)
    {
        var random = new Random(seed);
        _languages = [.. Languages.Select(language =>
        {
            var words = language.Words.Concat(Made(language.Syllables, language.Made, random)).Distinct().ToArray();
            var reached = new double[words.Length];
            var sum = 0.0;
            for (var i = 0; i < words.Length; i++)
                reached[i] = sum += 1.0 / (i + 3);
            return (words, reached, language.HasNoBlanks);
        })];
    }

    /// <summary>A phrase of so many words of one language.</summary>
    public string Phrase(Random random, int words)
    {
        var (all, reached, hasNoBlanks) = _languages[Language(random)];
        return string.Join(hasNoBlanks ? "" : " ", Enumerable.Range(0, words).Select(_ => Capital(all[Pick(reached, random)])));
    }

    /// <summary>One of so many things, the first ones more often than the last.</summary>
    public static int Zipf(Random random, int count) => (int)Math.Min(count - 1, Math.Exp(random.NextDouble() * Math.Log(count + 1)) - 1);

    private static int Language(Random random)
    {
        var share = random.NextDouble();
        for (var i = 0; i < Languages.Length - 1; i++)
        {
            share -= Languages[i].Share;
            if (share < 0)
                return i;
        }

        return 0;
    }

    private static int Pick(double[] reached, Random random)
    {
        var found = Array.BinarySearch(reached, random.NextDouble() * reached[^1]);
        return Math.Min(found < 0 ? ~found : found, reached.Length - 1);
    }

    private static IEnumerable<string> Made(string[] syllables, int count, Random random)
    {
        for (var i = 0; i < count; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => syllables[random.Next(syllables.Length)]));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
