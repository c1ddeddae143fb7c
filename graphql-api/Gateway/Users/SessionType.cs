namespace MusicGraph.Gateway.Users;

[ObjectType<Session>]
internal static partial class SessionType
{
    static partial void Configure(IObjectTypeDescriptor<Session> descriptor)
    {
        descriptor.Description("What a registration or log-in gives.");
        descriptor.Field(session => session.AccessToken).Description("Send it with requests, as Authorization: Bearer.");
        descriptor.Field(session => session.ExpiresAt).Description("When the token stops being good.");
        descriptor.Field(session => session.User).Description("Who you are.");
    }
}
