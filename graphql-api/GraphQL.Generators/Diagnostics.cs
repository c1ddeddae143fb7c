using Microsoft.CodeAnalysis;

namespace MusicGraph.GraphQL.Generators;

/// <summary>What the generator has to say about sources that it cannot make a schema of.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = Error(1, "The class '{0}' must be static and partial, and not generic");
    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(2, "The parameter '{0}' of '{1}' cannot be an argument: {2} is no input type; mark it with [Service] if it is a service");
    public static readonly DiagnosticDescriptor UnsupportedResult = Error(3, "'{0}' returns {1}, which cannot be a field's type");
    public static readonly DiagnosticDescriptor DuplicateField = Error(4, "The field '{0}.{1}' is defined more than once");
    public static readonly DiagnosticDescriptor NodeResolverWithoutId = Error(5, "The node resolver '{0}' must take the id as an argument and return an object type");
    public static readonly DiagnosticDescriptor DataLoaderSignature = Error(6, "The DataLoader '{0}' must be a static method that is not private: of a list of keys it returns Task<IReadOnlyDictionary<K, V>> or Task<ILookup<K, V>>, of one key Task<V>");
    public static readonly DiagnosticDescriptor WithNotFound = Error(7, "The method '{0}', which opens the stream of '{1}', is not there, or does not return ValueTask<ISourceStream<T>> or IAsyncEnumerable<T>");
    public static readonly DiagnosticDescriptor UnsupportedProperty = Error(8, "The property '{0}.{1}' has the type {2}, which cannot be a field's type; hide it with [GraphQLIgnore] or descriptor.Ignore");
    public static readonly DiagnosticDescriptor UnsupportedConfiguration = Error(9, "The source generator does not understand '{0}' in Configure");
    public static readonly DiagnosticDescriptor NotStatic = Error(10, "'{0}' must be static to resolve a field");
    public static readonly DiagnosticDescriptor BoundMemberNotFound = Error(11, "'{0}' is bound to '{1}', which is no property of {2}");
    public static readonly DiagnosticDescriptor AbstractType = Error(12, "'{0}' uses {1}, which is abstract; make it an interface or union of the schema");
    public static readonly DiagnosticDescriptor NameClash = Error(13, "The types {0} and {1} have the same name '{2}' in the schema");
    public static readonly DiagnosticDescriptor InvalidError = Error(14, "The error {0} of '{1}' must be an exception, or have a constructor or a static method CreateErrorFrom that takes one");
    public static readonly DiagnosticDescriptor EmptyType = Error(15, "The type {0} has no fields; a type of the schema needs at least one");
    public static readonly DiagnosticDescriptor UnsupportedInputField = Error(16, "The input field '{0}.{1}' has the type {2}, which is no input type; hide it with [GraphQLIgnore]");
    public static readonly DiagnosticDescriptor InvalidName = Error(17, "'{0}', of {1}, can be no name of the schema: names are made of A-Z, a-z, 0-9 and _, and begin with no digit and not with two underscores");
    public static readonly DiagnosticDescriptor DuplicateDataLoader = Error(18, "There is more than one DataLoader '{0}' in the namespace '{1}'");
    public static readonly DiagnosticDescriptor OneOfField = Error(19, "The field '{0}.{1}' of a [OneOf] input must be nullable and have no default");
    public static readonly DiagnosticDescriptor EmptyUnion = Error(20, "The union {0} has no members; the classes that implement it are part of the schema where a field uses them, or by [ObjectType<T>]");

    private static DiagnosticDescriptor Error(int number, string message) =>
        new($"MG{number:0000}", "Schema", message, "GraphQL", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
