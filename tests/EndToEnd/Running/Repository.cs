namespace MusicGraph.EndToEnd.Running;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The host as it was built with these tests.</summary>
    public static string HostAssembly
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Root, "dapr", "Host", "bin", output.Parent!.Name, output.Name, "MusicGraph.Host.dll");
        }
    }

    /// <summary>The npm clients beside these tests.</summary>
    public static string Clients => Path.Combine(Root, "tests", "EndToEnd", "clients");

    /// <summary>The compilers and application clients of others beside these tests.</summary>
    public static string Tools => Path.Combine(Root, "tests", "EndToEnd", "tools");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "tye.yaml")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException("tye.yaml is not above the tests.");
    }
}
