using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>A file of a multipart request, as <see cref="IFile"/>. It can only be given by a variable, and is no result.</summary>
public sealed class UploadType() : ScalarType("Upload")
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = (literal as FileValueNode)?.File;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer) => false;

    public override string DescribeInvalid(ValueNode literal) => "Upload can only represent a file of a multipart request.";
}

/// <summary>A file in the place of a variable, or of a part of one.</summary>
internal sealed class FileValueNode(IFile file) : ValueNode
{
    public IFile File { get; } = file;
}
