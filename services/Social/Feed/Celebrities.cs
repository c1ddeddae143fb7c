using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Feed;

/// <summary>
/// The accounts whose shares are not written out to their followers, because these are too many, but merged into feeds when they are read.
/// An account that became one stays one. They stand in one list that only grows, of which each process holds what it has read: to be up to
/// date costs a look at the list's head.
/// </summary>
internal sealed class Celebrities(Transactions transactions, IOptions<SocialOptions> options)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private State _known = new(FrozenSet<Guid>.Empty, 0);

    /// <summary>The key that readers may load together with others before they ask.</summary>
    public static string Key => SocialKeys.Celebrities.Aggregate;

    public async Task<IReadOnlySet<Guid>> AllAsync(StateSession session, CancellationToken cancellationToken)
    {
        await session.LoadAsync([Key], cancellationToken);
        if (SocialKeys.Celebrities.LoadedNext(session) <= _known.Next)
            return _known.Ids;

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var ids = new HashSet<Guid>(_known.Ids);
            var next = _known.Next;
            while (true)
            {
                (var more, next) = await SocialKeys.Celebrities.ReadFromAsync(session, next, cancellationToken);
                if (more.Count == 0)
                    break;
                ids.UnionWith(more);
            }

            _known = new State(ids.ToFrozenSet(), next);
            return _known.Ids;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts the followers of an account that gained one, and makes it one of them if there are too many.</summary>
    public async Task NoteAsync(Guid user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var followers = SocialKeys.Followers(user);
        await session.LoadAsync([Key, followers.Aggregate], cancellationToken);
        if (followers.LoadedCount(session) > options.Value.WriteOutFollowers && !(await AllAsync(session, cancellationToken)).Contains(user))
            await SocialKeys.Celebrities.AddAsync(transactions, user.ToString("N"), version: 0, () => user, cancellationToken);
    }

    /// <param name="Next">The sequence number to read on from.</param>
    private sealed record State(FrozenSet<Guid> Ids, long Next);
}
