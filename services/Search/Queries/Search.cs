using MusicGraph.Contracts;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Queries;

/// <summary>One search under way.</summary>
internal sealed class Search
{
    private readonly IIndexReader _reader;
    private readonly SearchRequest _request;
    private readonly CancellationToken _limit;
    private readonly Tiers _tiers;
    private readonly IReadOnlyList<SearchType> _types;
    private readonly Tally _tally = new();
    private readonly List<(Window Window, List<(Place Place, Guid Id)> Found)> _windows = [];
    private IReadOnlyList<SearchType> _asTyped = [];
    private IReadOnlyList<SearchType> _mistyped = [];
    private Question? _typos;

    public Search(IIndexReader reader, SearchRequest request, CancellationToken limit)
    {
        _reader = reader;
        _request = request;
        _limit = limit;
        _tiers = Tiers.Of(request.Text, request.Filter ?? new SearchFilter());
        _types = [.. (request.Types ?? Enum.GetValues<SearchType>()).Distinct().Order()];
        _windows = [.. (request.Pages ?? []).Select(page => (Window.Of(page), new List<(Place, Guid)>()))];
    }

    public async ValueTask RunAsync()
    {
        if (_tiers.IsNothing || _types.Count == 0)
            return;

        await CountAsync(_tiers.AsTyped, _types);
        _asTyped = [.. _types.Where(type => _tally.Of(type) > 0)];
        var few = _types.Where(type => Tiers.WantsTypos(_tally.Of(type))).ToList();
        if (few.Count > 0 && await Corrections.OfAsync(_tiers.Terms, _reader, _limit) is { } corrected)
        {
            _typos = _tiers.WithTypos(corrected);
            await CountAsync(_typos, few);
            _mistyped = [.. few.Where(type => _tally.Of(type) > 0)];
        }

        // Windows of the same beginning are read together, such as the first page of each type.
        foreach (var windows in _windows.GroupBy(window => window.Window.After))
            await ReadAsync(windows.Key, [.. windows]);
    }

    public SearchAnswer Answer(bool isPartial) => new(
        [.. _windows.Select(window => Page(window.Window, window.Found))],
        _request.Facets ? _tally.ToFacets(_types) : null,
        isPartial);

    private async ValueTask CountAsync(Question question, IReadOnlyList<SearchType> types)
    {
        var ranges = types
            .Select(type => new Walk.Range(type, Rank.First(type) - 1, Tally.Most + 1 - _tally.Of(type)))
            .ToList();
        await Walk.ReadAsync(
            ranges,
            (after, end, limit) => _reader.TraitsAsync(question, after, end, limit, _limit),
            traits => traits.Rank,
            _tally.Add,
            _limit);
    }

    private async ValueTask ReadAsync(Place? after, IReadOnlyList<(Window Window, List<(Place Place, Guid Id)> Found)> windows)
    {
        // One more than is asked for tells whether there is more.
        int WantedOf(SearchType type) => windows.Max(window => window.Window.Type is null || window.Window.Type == type ? window.Window.First + 1 : 0);
        var found = _types.ToDictionary(type => type, _ => new List<(Place Place, Guid Id)>());
        for (var tier = after?.Tier ?? 0; tier <= Tiers.Typo; tier++)
        {
            if (tier >= _tiers.Count && tier < Tiers.Typo)
                continue;
            var question = tier == Tiers.Typo ? _typos : _tiers[tier];
            if (question is null)
                continue;
            var ranges = (tier == Tiers.Typo ? _mistyped : _asTyped)
                .Select(type => new Walk.Range(
                    type,
                    after is { } place && place.Tier == tier ? place.RankOf(type) : Rank.First(type) - 1,
                    WantedOf(type) - found[type].Count))
                .Where(range => range.Wanted > 0)
                .ToList();
            if (ranges.Count == 0)
                continue;
            var number = tier;
            await Walk.ReadAsync(
                ranges,
                (from, end, limit) => _reader.MatchAsync(question, from, end, limit, _limit),
                match => match.Rank,
                match => found[Rank.TypeOf(match.Rank)].Add((new Place(number, match.Rank), match.Id)),
                _limit);
            Fill(windows, found);
        }
    }

    private static void Fill(
        IReadOnlyList<(Window Window, List<(Place Place, Guid Id)> Found)> windows, Dictionary<SearchType, List<(Place Place, Guid Id)>> found)
    {
        foreach (var (window, results) in windows)
        {
            results.Clear();
            results.AddRange(window.Type is { } type
                ? found.GetValueOrDefault(type, [])
                : found.Values.SelectMany(all => all).OrderBy(result => result.Place));
        }
    }

    private SearchPage Page(Window window, List<(Place Place, Guid Id)> found)
    {
        var types = window.Type is { } type ? [type] : _types;
        return new SearchPage(
            [.. found.Take(window.First).Select(result => new SearchHit(result.Place.Type, result.Id, result.Place.ToString()))],
            found.Count > window.First,
            types.Sum(_tally.CountOf),
            types.Any(_tally.IsFull));
    }
}
