namespace MusicGraph.Gateway.Partners;

[ObjectType<PartnerClient>]
internal static partial class PartnerClientType
{
    static partial void Configure(IObjectTypeDescriptor<PartnerClient> descriptor) => descriptor.Ignore(client => client.Id);

    /// <summary>Who answers for it.</summary>
    [BindMember(nameof(PartnerClient.OwnerId))]
    public static Task<User?> GetOwnerAsync([Parent] PartnerClient client, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(client.OwnerId, cancellationToken);
}
