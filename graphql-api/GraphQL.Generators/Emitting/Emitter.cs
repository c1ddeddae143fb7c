using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>What the emitters share: the linked classes, and how values are written and read.</summary>
internal sealed class Emitter
{
    public Emitter(Graph graph, string module)
    {
        Graph = graph;
        Module = module;
        Namespace = "MusicGraph.GraphQL.Generated." + module;
        Outputs = new OutputValues(graph, Namespace);
        Inputs = new InputValuesCode(graph);
    }

    public Graph Graph { get; }
    public string Module { get; }

    /// <summary>The namespace of what belongs to no class of the user.</summary>
    public string Namespace { get; }
    public OutputValues Outputs { get; }
    public InputValuesCode Inputs { get; }

    public IEnumerable<(string FileName, string Source)> Emit()
    {
        foreach (var type in Graph.Outputs.Where(type => type.Kind != TypeKind.Abstract))
        {
            yield return ($"{type.Name}Type.g.cs", new OutputTypeEmitter(this).Emit(type));
        }

        foreach (var error in Graph.Errors) yield return ($"{error.Name}Type.g.cs", new OutputTypeEmitter(this).EmitError(error));
        foreach (var type in Graph.Enums) yield return ($"{type.Name}Type.g.cs", EnumEmitter.Emit(this, type));
        foreach (var type in Graph.Inputs) yield return ($"{type.Name}Type.g.cs", InputTypeEmitter.Emit(this, type));
        foreach (var pair in Graph.Connections) yield return ($"{pair.Key}Connection.g.cs", ConnectionEmitter.Emit(this, pair.Value));
        foreach (var @class in Graph.Classes)
        {
            yield return ($"{(@class.Namespace.Length == 0 ? "" : @class.Namespace + ".")}{@class.Name}.g.cs", new ClassEmitter(this, @class).Emit());
        }

        foreach (var loader in Graph.DataLoaders) yield return ($"{loader.Namespace}.{loader.Name}.g.cs", DataLoaderEmitter.Emit(this, loader));
        yield return ($"{Module}.g.cs", ModuleEmitter.Emit(this));
    }
}
