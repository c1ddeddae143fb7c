namespace MusicGraph.Gateway.Reports;

[ObjectType<ReportCase>]
internal static partial class ReportCaseType
{
    static partial void Configure(IObjectTypeDescriptor<ReportCase> descriptor)
    {
        descriptor.Ignore(reported => reported.Subject);
        descriptor.Ignore(reported => reported.Share);
        descriptor.Ignore(reported => reported.Comment);
        descriptor.Field(reported => reported.Reports).Name("reportCount");
    }

    /// <summary>What was reported; null when it is gone.</summary>
    [BindMember(nameof(ReportCase.SubjectId))]
    [GraphQLType("Reportable")]
    public static async Task<object?> GetSubjectAsync(
        [Parent] ReportCase reported,
        IUserByIdDataLoader userById,
        IPlaylistByIdDataLoader playlistById,
        CancellationToken cancellationToken) => reported.Subject switch
        {
            ReportSubject.Share => reported.Share,
            ReportSubject.Comment => reported.Comment,
            ReportSubject.User => await userById.LoadAsync(reported.SubjectId, cancellationToken),
            _ => await playlistById.LoadAsync(reported.SubjectId, cancellationToken),
        };
}

[ObjectType<Report>]
internal static partial class ReportType
{
    static partial void Configure(IObjectTypeDescriptor<Report> descriptor)
    {
        descriptor.Ignore(report => report.Subject);
        descriptor.Ignore(report => report.SubjectId);
    }

    /// <summary>Who reported it.</summary>
    public static Task<User?> GetReportedByAsync([Parent] Report report, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(report.ReportedBy, cancellationToken);
}
