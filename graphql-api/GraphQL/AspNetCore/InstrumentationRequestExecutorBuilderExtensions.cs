using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Instrumentation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds who listens to what a server does, by HotChocolate's names.</summary>
public static class InstrumentationRequestExecutorBuilderExtensions
{
    /// <summary>
    /// Adds a listener, made once: an <see cref="ExecutionDiagnosticEventListener"/>, a <see cref="DataLoaderDiagnosticEventListener"/> or a
    /// <see cref="ServerDiagnosticEventListener"/>.
    /// </summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none of them.</exception>
    public static IRequestExecutorBuilder AddDiagnosticEventListener<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IRequestExecutorBuilder builder)
        where T : class
    {
        builder.Services.TryAddSingleton<T>();
        return builder.AddDiagnosticEventListener(services => services.GetRequiredService<T>());
    }

    /// <inheritdoc cref="AddDiagnosticEventListener{T}(IRequestExecutorBuilder)"/>
    /// <param name="diagnosticEventListener">Makes it.</param>
    public static IRequestExecutorBuilder AddDiagnosticEventListener<T>(this IRequestExecutorBuilder builder, Func<IServiceProvider, T> diagnosticEventListener)
        where T : class
    {
        var services = builder.Services;
        if (typeof(T).IsAssignableTo(typeof(ExecutionDiagnosticEventListener)))
        {
            services.AddSingleton(provider => (ExecutionDiagnosticEventListener)(object)diagnosticEventListener(provider));
        }
        else if (typeof(T).IsAssignableTo(typeof(DataLoaderDiagnosticEventListener)))
        {
            services.AddSingleton(provider => (DataLoaderDiagnosticEventListener)(object)diagnosticEventListener(provider));
            services.TryAddSingleton(provider => new DataLoaderListeners(provider.GetServices<DataLoaderDiagnosticEventListener>()));
        }
        else if (typeof(T).IsAssignableTo(typeof(ServerDiagnosticEventListener)))
        {
            services.AddSingleton(provider => (ServerDiagnosticEventListener)(object)diagnosticEventListener(provider));
        }
        else
        {
            throw new ArgumentException($"{typeof(T)} listens to nothing.", nameof(diagnosticEventListener));
        }

        return builder;
    }

    /// <summary>
    /// Makes activities and measurements of what the server does, from the source and the meter <see cref="GraphQLTelemetry.Name"/>. Where nobody
    /// collects them, that costs next to nothing.
    /// </summary>
    public static IRequestExecutorBuilder AddInstrumentation(this IRequestExecutorBuilder builder, Action<InstrumentationOptions>? options = null)
    {
        var instrumentation = new InstrumentationOptions();
        options?.Invoke(instrumentation);
        return builder
            .AddDiagnosticEventListener(_ => new ActivityExecutionListener(instrumentation))
            .AddDiagnosticEventListener(_ => new ActivityDataLoaderListener(instrumentation))
            .AddDiagnosticEventListener(_ => new ActivityServerListener());
    }
}
