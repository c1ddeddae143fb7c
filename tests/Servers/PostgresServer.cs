using System.Diagnostics;

namespace MusicGraph.Servers;

/// <summary>
/// A real PostgreSQL of one database, <c>postgres</c>, with the user <c>postgres</c>. It does not wait for the disk: what it
/// acknowledged outlives its processes, not the machine.
/// </summary>
public sealed class PostgresServer : ServerProcess
{
    // What the server itself asks for: it refuses to be root.
    private const string Account = "postgres";

    /// <summary>The user's password.</summary>
    public const string Password = "servers";

    private static readonly string s_programs = Directory.Exists("/usr/lib/postgresql")
        ? Path.Combine(Directory.EnumerateDirectories("/usr/lib/postgresql").OrderBy(path => int.Parse(Path.GetFileName(path))).Last(), "bin")
        : "";

    /// <summary>What a component's <c>connectionString</c> is.</summary>
    public string ConnectionString => $"host=127.0.0.1 port={Port} user=postgres password={Password} database=postgres";

    /// <summary>Makes one more database and says what a component's <c>connectionString</c> for it is.</summary>
    /// <exception cref="InvalidOperationException">The server refuses to.</exception>
    public string CreateDatabase(string name)
    {
        Execute(new ProcessStartInfo(Path.Combine(s_programs, "createdb"), ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name])
        {
            Environment = { ["PGPASSWORD"] = Password },
        });
        return $"host=127.0.0.1 port={Port} user=postgres password={Password} database={name}";
    }

    /// <inheritdoc/>
    protected override string Package => "postgresql";

    /// <inheritdoc/>
    protected override ProcessStartInfo StartInfo
    {
        get
        {
            Initialize();
            return Run(
                "postgres",
                "-D", Data, "-h", "127.0.0.1", "-p", $"{Port}", "-k", Data, "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200",
                "-c", "shared_buffers=16MB");
        }
    }

    private string Data => Path.Combine(Folder, "data");

    /// <summary>Asks as a client does: the port is open before the server is done with its recovery.</summary>
    protected override async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(s_programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", $"{Port}"]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    // Runs a program as whoever we are, or as the server's own account where we are root.
    private static ProcessStartInfo Run(string program, params string[] arguments)
    {
        var path = Path.Combine(s_programs, program);
        return Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
            ? new ProcessStartInfo("setpriv", ["--reuid", Account, "--regid", Account, "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
    }

    private static void Execute(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed:\n{output.Result}{errors}");
    }

    private void Initialize()
    {
        if (Directory.Exists(Data))
            return;
        if (s_programs.Length == 0)
            throw new InvalidOperationException($"postgres is missing; it comes with {Package}. ./test.sh installs it.");

        Directory.CreateDirectory(Data);
        var passwordFile = Path.Combine(Folder, "password");
        File.WriteAllText(passwordFile, Password);
        if (Environment.IsPrivilegedProcess)
            Execute(new ProcessStartInfo("chown", ["-R", $"{Account}:{Account}", Folder]));
        Execute(Run("initdb", "-D", Data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"));
    }
}
