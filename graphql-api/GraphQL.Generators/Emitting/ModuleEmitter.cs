using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the method that adds everything to a server.</summary>
internal static class ModuleEmitter
{
    public static string Emit(Emitter emitter)
    {
        var graph = emitter.Graph;
        var code = new CodeWriter().Head("Microsoft.Extensions.DependencyInjection");
        code.Block($"public static class {emitter.Module}RequestExecutorBuilderExtensions", () =>
        {
            code.Line("/// <summary>Adds the types and DataLoaders of this assembly.</summary>");
            code.Block($"public static IRequestExecutorBuilder Add{emitter.Module}(this IRequestExecutorBuilder builder)", () =>
            {
                foreach (var loader in graph.DataLoaders) Register(code, loader);
                code.Line("return builder.ConfigureSchema(AddTypes);");
            });
            code.Line();
            code.Block("private static void AddTypes(SchemaBuilder schema)", () =>
            {
                var names = graph.Outputs.Where(type => type.Kind != TypeKind.Abstract).Select(type => type.Name)
                    .Concat(graph.Errors.Select(type => type.Name))
                    .Concat(graph.Enums.Select(type => type.Name))
                    .Concat(graph.Inputs.Select(type => type.Name))
                    .Concat(graph.Connections.Keys.Select(name => name + "Connection"));
                foreach (var directive in graph.Directives) Define(emitter, code, directive);
                foreach (var name in names) code.Line($"global::{emitter.Namespace}.{name}Type.Add(schema);");
                foreach (var @class in graph.Classes)
                {
                    code.Line($"global::{(@class.Namespace.Length == 0 ? "" : @class.Namespace + ".")}{@class.Name}Fields.Add(schema);");
                }

                if (graph.Connections.Count > 0) code.Line("global::MusicGraph.GraphQL.ConnectionTypes.Add(schema);");
                if (graph.Errors.Count > 0) code.Line("MutationConventions.Add(schema);");
            });
        });
        return code.ToString();
    }

    private static void Define(Emitter emitter, CodeWriter code, DirectiveModel directive)
    {
        var locations = string.Join(", ", directive.Locations.Select(CodeWriter.Literal));
        var arguments = string.Join(", ", directive.Arguments.Select(emitter.Inputs.Definition));
        var description = directive.Description is null ? "null" : CodeWriter.Literal(directive.Description);
        code.Line($"schema.AddDirective({CodeWriter.Literal(directive.Name)}, [{locations}], [{arguments}], {description}, {(directive.IsRepeatable ? "true" : "false")});");
    }

    private static void Register(CodeWriter code, DataLoaderModel loader)
    {
        var space = $"global::{(loader.Namespace.Length == 0 ? "" : loader.Namespace + ".")}";
        var arguments = new List<string>();
        if (loader.Kind != DataLoaderKind.Cache) arguments.Add("services.GetRequiredService<global::MusicGraph.GraphQL.DataLoader.IBatchScheduler>()");
        if (loader.TakesServices) arguments.Add("services");
        code.Line($"builder.Services.AddScoped<{loader.InterfaceCode}>(static services => new {space}{loader.Name}({string.Join(", ", arguments)}));");
    }
}
