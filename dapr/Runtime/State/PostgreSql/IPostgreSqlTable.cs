using Npgsql;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>A table as one of the component's versions keeps it.</summary>
internal interface IPostgreSqlTable
{
    /// <summary>What made the table what it is, step by step; how many were done stands in the metadata table.</summary>
    IReadOnlyList<string> Migrations { get; }

    /// <summary>Answers key and entry of each key in <c>$1</c>, an array.</summary>
    string Select { get; }

    /// <summary>Removes what has run out.</summary>
    string DeleteExpired { get; }

    /// <summary>Reads an entry of <see cref="Select"/>, whose first column is the key.</summary>
    StateEntry ReadEntry(NpgsqlDataReader row);

    /// <summary>What does an operation. It has changed a row, unless nothing is asked of it.</summary>
    /// <exception cref="ETagInvalidException">The operation's etag cannot be one of this table's.</exception>
    NpgsqlBatchCommand Command(StateOperation operation);
}
