using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Users.Accounts;
using MusicGraph.Users.Administration;
using MusicGraph.Users.Clients;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Sessions;
using MusicGraph.Users.Throttling;
using MusicGraph.Users.Tokens;

namespace MusicGraph.Users;

/// <summary>Accounts, log-in and profiles.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        // Before the defaults, which would have this service ask itself for its keys.
        builder.Services.AddSingleton<IKeySetSource, OwnKeySetSource>();
        builder.AddServiceDefaults(Topics.Users);
        builder.Services.Configure<UsersOptions>(builder.Configuration);
        builder.Services.AddSingleton<AccountSecrets>();
        builder.Services.AddSingleton<PasswordHasher>();
        builder.Services.AddSingleton<SigningKeyStore>();
        builder.Services.AddSingleton<TokenIssuer>();
        builder.Services.AddSingleton<AccountNames>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<UserStore>();
        builder.Services.AddSingleton<LogInThrottle>();
        builder.Services.AddSingleton<AccountService>();
        builder.Services.AddSingleton<CredentialsService>();
        builder.Services.AddSingleton<RoleService>();
        builder.Services.AddSingleton<ClientStore>();
        builder.Services.AddSingleton<ClientTokens>();
        builder.Services.AddHealthChecks().AddCheck<AccountSecrets>("account keys");

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapAccounts();
        app.MapSessions();
        app.MapRoles();
        app.MapUsers();
        app.MapKeys();
        app.MapClients();
        return app;
    }
}
