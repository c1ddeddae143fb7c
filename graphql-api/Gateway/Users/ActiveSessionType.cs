namespace MusicGraph.Gateway.Users;

[ObjectType<ActiveSession>]
internal static partial class ActiveSessionType
{
    static partial void Configure(IObjectTypeDescriptor<ActiveSession> descriptor) =>
        descriptor.Field(session => session.Id).ID<ActiveSession>();
}
