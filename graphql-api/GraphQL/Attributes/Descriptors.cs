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

    /// <param name="directiveInstance">Made where it is given, of constants; its class carries <see cref="DirectiveTypeAttribute"/>.</param>
    IObjectTypeDescriptor<T> Directive<TDirective>(TDirective directiveInstance) where TDirective : class;
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

    /// <inheritdoc cref="IObjectTypeDescriptor{T}.Directive"/>
    IObjectFieldDescriptor Directive<TDirective>(TDirective directiveInstance) where TDirective : class;

    /// <param name="typeSyntax">In SDL notation, such as <c>[ID!]!</c>.</param>
    IObjectFieldDescriptor Type(string typeSyntax);

    /// <typeparam name="TOutputType">A scalar's class, such as <c>IdType</c>, or one in <c>NonNullType</c> and <c>ListType</c>.</typeparam>
    IObjectFieldDescriptor Type<TOutputType>();

    /// <summary>Makes the field a global id of the object type of <typeparamref name="TModel"/>.</summary>
    IObjectFieldDescriptor ID<TModel>();
}

/// <inheritdoc cref="IObjectTypeDescriptor{T}"/>
public interface IInterfaceTypeDescriptor<T>
{
    /// <inheritdoc cref="IObjectTypeDescriptor{T}.Directive"/>
    IInterfaceTypeDescriptor<T> Directive<TDirective>(TDirective directiveInstance) where TDirective : class;

    IInterfaceTypeDescriptor<T> Name(string value);

    IInterfaceTypeDescriptor<T> Description(string? value);

    IObjectFieldDescriptor Field<TValue>(Func<T, TValue> property);
}
