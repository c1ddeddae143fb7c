using System.Diagnostics;
using System.Globalization;

namespace MusicGraph.EndToEnd.Running;

/// <summary>Other processes, as <c>/proc</c> tells of them.</summary>
internal static class ProcessTree
{
    /// <summary>The processes that this one has started, oldest first.</summary>
    public static List<int> Children(int parent) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Parent(id) == parent)
            .Order()];

    /// <summary>The child that runs an app's assembly; 0 when none does.</summary>
    public static int App(int host, string assembly) => Apps(host, assembly).FirstOrDefault();

    /// <summary>The children that run an app's assembly, oldest first.</summary>
    public static List<int> Apps(int host, string assembly) =>
        Children(host).FindAll(child => Read(child, "cmdline").Contains($"{assembly}.dll", StringComparison.Ordinal));

    /// <summary>A variable of a process's environment.</summary>
    public static string Environment(int id, string name) =>
        Read(id, "environ").Split('\0').First(variable => variable.StartsWith(name + '=', StringComparison.Ordinal))[(name.Length + 1)..];

    public static bool IsRunning(int id) => Read(id, "cmdline").Length > 0;

    /// <summary>Ends one process, and none of its children, as <c>kill -9</c> does.</summary>
    public static void Kill(int id)
    {
        using var victim = Process.GetProcessById(id);
        victim.Kill();
    }

    private static int Parent(int id)
    {
        // "id (name) state parent …", where the name may contain anything.
        var status = Read(id, "stat");
        return status.LastIndexOf(')') is >= 0 and var end
            ? int.Parse(status[(end + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>Nothing for a process that has ended.</summary>
    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
