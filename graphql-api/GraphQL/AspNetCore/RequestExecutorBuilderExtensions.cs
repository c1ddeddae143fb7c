using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Subscriptions;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Types.Scalars;
using MusicGraph.GraphQL.Validation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The parts of a server that can be added or changed, by HotChocolate's names.</summary>
public static class RequestExecutorBuilderExtensions
{
    /// <summary>Changes limits and switches: <c>ModifyRequestOptions(options => options.ExecutionTimeout = …)</c>.</summary>
    public static IRequestExecutorBuilder ModifyRequestOptions(this IRequestExecutorBuilder builder, Action<RequestExecutorOptions> configure)
    {
        SetupOf(builder).ModifyRequestOptions((_, options) => configure(options));
        return builder;
    }

    /// <summary>Changes switches of the schema: <c>ModifyOptions(options => options.EnableDefer = true)</c>.</summary>
    public static IRequestExecutorBuilder ModifyOptions(this IRequestExecutorBuilder builder, Action<SchemaOptions> configure) =>
        builder.ConfigureSchema(schema => schema.ModifyOptions(configure));

    /// <summary>Changes what the transports allow: <c>ModifyServerOptions(options => options with { … })</c>.</summary>
    public static IRequestExecutorBuilder ModifyServerOptions(
        this IRequestExecutorBuilder builder,
        Func<GraphQLServerOptions, GraphQLServerOptions> modify)
    {
        SetupOf(builder).ModifyServerOptions(modify);
        return builder;
    }

    /// <summary>Looks at what operations cost, and refuses those that cost too much.</summary>
    public static IRequestExecutorBuilder AddCostAnalyzer(this IRequestExecutorBuilder builder)
    {
        SetupOf(builder).HasCosts = true;
        return builder;
    }

    /// <summary>Changes what operations may cost: <c>ModifyCostOptions(options => options.MaxFieldCost = …)</c>.</summary>
    public static IRequestExecutorBuilder ModifyCostOptions(this IRequestExecutorBuilder builder, Action<CostOptions> configure)
    {
        SetupOf(builder).ModifyCostOptions(configure);
        return builder;
    }

    /// <summary>
    /// Says whether operations that ask for the schema are refused. Without it they are, but in development; an interceptor may let single
    /// requests ask by <see cref="OperationRequestBuilder.AllowIntrospection"/>.
    /// </summary>
    public static IRequestExecutorBuilder DisableIntrospection(this IRequestExecutorBuilder builder, bool disable = true) =>
        builder.DisableIntrospection((_, _) => disable);

    /// <inheritdoc cref="DisableIntrospection(IRequestExecutorBuilder, bool)"/>
    public static IRequestExecutorBuilder DisableIntrospection(this IRequestExecutorBuilder builder, Func<IServiceProvider, ValidationOptions, bool> disable)
    {
        SetupOf(builder).ModifyRequestOptions((services, options) => options.AllowIntrospection = !disable(services, options.ToValidationOptions()));
        return builder;
    }

    /// <summary>
    /// Limits how often one path may go through the same field, as from a song to its artist, to the artist's songs, and so on.
    /// </summary>
    /// <param name="defaultCycleLimit">How often; null for any number.</param>
    /// <param name="isEnabled">Whether the limit holds; it does without this.</param>
    public static IRequestExecutorBuilder AddMaxAllowedFieldCycleDepthRule(
        this IRequestExecutorBuilder builder,
        ushort? defaultCycleLimit = 3,
        Func<IServiceProvider, ValidationOptions, bool>? isEnabled = null)
    {
        SetupOf(builder).ModifyRequestOptions((services, options) =>
        {
            if (isEnabled is null || isEnabled(services, options.ToValidationOptions())) options.MaxFieldCycleDepth = defaultCycleLimit;
        });
        return builder;
    }

    /// <summary>Takes back what <see cref="AddMaxAllowedFieldCycleDepthRule"/> asks for.</summary>
    public static IRequestExecutorBuilder RemoveMaxAllowedFieldCycleDepthRule(this IRequestExecutorBuilder builder) =>
        builder.ModifyRequestOptions(options => options.MaxFieldCycleDepth = null);

    /// <summary>
    /// Adds ASP.NET Core's authorization services, and <c>@authorize</c> to the schema. The rules of <c>[Authorize]</c> always hold, without
    /// this as well.
    /// </summary>
    public static IRequestExecutorBuilder AddAuthorization(this IRequestExecutorBuilder builder)
    {
        builder.Services.AddAuthorization();
        return builder.ConfigureSchema(static schema => schema.AddAuthorizeDirective());
    }

    /// <summary>
    /// Changes nothing: the source generator always follows the mutation conventions. It is here so that a set-up reads as for
    /// HotChocolate.
    /// </summary>
    public static IRequestExecutorBuilder AddMutationConventions(this IRequestExecutorBuilder builder) => builder;

    /// <summary>Adds <c>node</c> and <c>nodes</c> to the query type.</summary>
    public static IRequestExecutorBuilder AddGlobalObjectIdentification(this IRequestExecutorBuilder builder) =>
        builder.ConfigureSchema(static schema => schema.AddNodeFields());

    /// <summary>Adds the scalar <c>Upload</c>, an <see cref="MusicGraph.GraphQL.Types.IFile"/> of a multipart request.</summary>
    public static IRequestExecutorBuilder AddUploadType(this IRequestExecutorBuilder builder) =>
        builder.ConfigureSchema(static schema => schema.AddScalar(BuiltInScalars.Find("Upload")!));

    /// <summary>Adds topics for subscriptions that live in this process.</summary>
    public static IRequestExecutorBuilder AddInMemorySubscriptions(this IRequestExecutorBuilder builder, InMemorySubscriptionOptions? options = null)
    {
        builder.Services.TryAddSingleton(new InMemoryTopics(options ?? new InMemorySubscriptionOptions()));
        builder.Services.TryAddSingleton<ITopicEventSender>(services => services.GetRequiredService<InMemoryTopics>());
        builder.Services.TryAddSingleton<ITopicEventReceiver>(services => services.GetRequiredService<InMemoryTopics>());
        return builder;
    }

    /// <summary>Adds a hook that runs before each operation that comes over HTTP. The last one added is the one that counts.</summary>
    public static IRequestExecutorBuilder AddHttpRequestInterceptor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IRequestExecutorBuilder builder)
        where T : class, IHttpRequestInterceptor
    {
        builder.Services.AddSingleton<IHttpRequestInterceptor, T>();
        return builder;
    }

    /// <summary>Adds a hook for WebSocket connections in place of <see cref="DefaultSocketSessionInterceptor"/>.</summary>
    public static IRequestExecutorBuilder AddSocketSessionInterceptor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IRequestExecutorBuilder builder)
        where T : class, ISocketSessionInterceptor
    {
        builder.Services.AddSingleton<ISocketSessionInterceptor, T>();
        return builder;
    }

    private static RequestExecutorBuilder SetupOf(IRequestExecutorBuilder builder) => builder as RequestExecutorBuilder
        ?? throw new ArgumentException("The builder is not the one that AddGraphQLServer() returned.", nameof(builder));
}
