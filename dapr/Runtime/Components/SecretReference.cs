namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A metadata field whose value is a secret (<c>secretKeyRef</c>).</summary>
/// <param name="Field">The metadata field.</param>
/// <param name="Name">The secret.</param>
/// <param name="Key">Which of the secret's values; where a file leaves it out, it is the secret's name.</param>
internal sealed record SecretReference(string Field, string Name, string Key);
