using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Sets up a GraphQL server; what <c>AddGraphQLServer()</c> returns and the generated <c>Add…Types()</c> extends.</summary>
public interface IRequestExecutorBuilder
{
    IServiceCollection Services { get; }

    /// <summary>Adds to the schema; called when the schema is first needed.</summary>
    IRequestExecutorBuilder ConfigureSchema(Action<SchemaBuilder> configure);
}
