using MusicGraph.Contracts;
using MusicGraph.Social.Timelines;

namespace MusicGraph.Social.Activities;

/// <summary>An activity in the list of who did it.</summary>
/// <param name="IsPublic">Whether others may see it: what has to do with named recipients they may not.</param>
internal sealed record ActivityEntry(Activity Activity, DateTimeOffset Added, bool IsPublic) : ITimed
{
    Guid ITimed.Id => Activity.Id;

    DateTimeOffset ITimed.At => Activity.At;
}
