namespace MusicGraph.GraphQL.Types;

/// <summary>
/// What <c>static partial void Configure(IObjectTypeDescriptor&lt;T&gt; descriptor)</c> says of an object type. The source generator
/// reads the calls when it compiles; nothing implements this or runs them.
/// </summary>
public interface IObjectTypeDescriptor<T>
{
    IObjectTypeDescriptor<T> Name(string value);

    IObjectTypeDescriptor<T> Description(string? value);

    /// <param name="property">A property of the model, such as <c>song => song.AlbumId</c>.</param>
    IObjectFieldDescriptor Field<TValue>(Func<T, TValue> property);

    IObjectTypeDescriptor<T> Ignore<TValue>(Func<T, TValue> property);
}

/// <summary>What <c>Configure</c> says of a field.</summary>
public interface IObjectFieldDescriptor
{
    IObjectFieldDescriptor Name(string value);

    IObjectFieldDescriptor Description(string? value);

    IObjectFieldDescriptor Deprecated(string? reason);

    IObjectFieldDescriptor Ignore(bool ignore = true);

    /// <summary>Makes the field a global id.</summary>
    IObjectFieldDescriptor ID(string? typeName = null);

    /// <summary>Makes the field a global id of the object type of <typeparamref name="TModel"/>.</summary>
    IObjectFieldDescriptor ID<TModel>();
}

/// <inheritdoc cref="IObjectTypeDescriptor{T}"/>
public interface IInterfaceTypeDescriptor<T>
{
    IInterfaceTypeDescriptor<T> Name(string value);

    IInterfaceTypeDescriptor<T> Description(string? value);

    IObjectFieldDescriptor Field<TValue>(Func<T, TValue> property);
}
