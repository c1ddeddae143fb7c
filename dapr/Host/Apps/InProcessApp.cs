using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MusicGraph.Host.Apps;

/// <summary>An app in the host's own process, with its own container, made by the <c>Program.Create(string[])</c> of its assembly.</summary>
internal sealed class InProcessApp(AppPlan plan) : IApp
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;
    private bool _stopping;

    public AppPlan Plan => plan;

    public Task<string> Ended => _ended.Task;

    public async Task<Uri> StartAsync(Uri sidecar, CancellationToken cancellationToken)
    {
        try
        {
            var create = FindCreate(plan.Service.AssemblyName);
            _app = create([.. Arguments(sidecar)]);
            _app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() =>
            {
                if (!_stopping)
                    _ended.TrySetResult($"{plan.Name} has stopped by itself.");
            });

            // Never cut off half-way, which ASP.NET Core takes for a failure and logs as one: it is quick, and stopped afterwards.
            cancellationToken.ThrowIfCancellationRequested();
            await _app.StartAsync(CancellationToken.None);
            return new Uri(_app.Urls.First());
        }
        catch (Exception error) when (error is not OperationCanceledException and not HostException)
        {
            throw new HostException($"{plan.Name} does not start: {error.Message}", inner: error);
        }
    }

    /// <summary>An app that ends by itself inside of the host's process leaves nothing that could be trusted to start it again.</summary>
    public void KeepRunning()
    {
    }

    public async Task StopAsync(TimeSpan grace)
    {
        _stopping = true;
        if (_app is null)
            return;

        using var limit = new CancellationTokenSource(grace);
        try
        {
            await _app.StopAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{plan.Name} took longer than {grace.TotalSeconds:0} s to stop; its open requests were cut.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private IEnumerable<string> Arguments(Uri sidecar)
    {
        yield return $"--urls={plan.Address.GetLeftPart(UriPartial.Authority)}";
        yield return "--LIFETIME=host";
        foreach (var (name, value) in plan.Settings(sidecar))
            yield return $"--{name.Replace("__", ":", StringComparison.Ordinal)}={value}";
    }

    private static Func<string[], WebApplication> FindCreate(string assemblyName)
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(assemblyName);
        }
        catch (FileNotFoundException error)
        {
            throw new HostException($"{assemblyName} is not there: dapr/Host/Host.csproj must refer to its project.", inner: error);
        }

        return assembly.GetType($"{assemblyName}.Program")?.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, [typeof(string[])])
            ?.CreateDelegate<Func<string[], WebApplication>>()
            ?? throw new HostException($"{assemblyName} has no public static {assemblyName}.Program.Create(string[] args).");
    }
}
