using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>The metadata of <c>pubsub.embedded</c>.</summary>
/// <param name="Path">The database, from <c>connectionString</c>: a path, as <c>state.sqlite</c> has it.</param>
/// <param name="Retention"><c>retention</c>: how long a message is kept at the most, read or not; a week by default.</param>
internal sealed record EmbeddedSettings(string Path, TimeSpan Retention)
{
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static EmbeddedSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        PubSubMetadata.ReadCommon(metadata);
        var path = System.IO.Path.GetFullPath(metadata.Required("connectionString"), context.WorkingDirectory);
        var retention = metadata.Duration(s_week, "retention");
        if (retention <= TimeSpan.Zero)
            throw context.Definition.Error("metadata field 'retention' must be more than 0");
        metadata.EnsureAllRead();
        return new EmbeddedSettings(path, retention);
    }
}
