using MusicGraph.Dapr.Runtime.Sqlite;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>Operations that are done together or not at all; without any, the removal of what has expired.</summary>
internal sealed class SqliteWrite(IReadOnlyList<StateOperation> operations, TimeProvider time) : GroupedWrite<SqliteStatements>
{
    private bool _fits = true;

    public override void Apply(SqliteStatements statements)
    {
        var now = time.GetUtcNow();
        switch (operations.Count)
        {
            case 0:
                statements.RemoveExpired(now);
                break;
            case 1:
                _fits = statements.Execute(operations[0], now); // One statement is atomic by itself.
                break;
            default:
                statements.Savepoint();
                _fits = operations.All(operation => statements.Execute(operation, now));
                if (!_fits)
                    statements.RollbackToSavepoint();
                statements.ReleaseSavepoint();
                break;
        }
    }

    public override void Committed()
    {
        if (_fits)
            base.Committed();
        else
            Fail(new ETagMismatchException());
    }
}
