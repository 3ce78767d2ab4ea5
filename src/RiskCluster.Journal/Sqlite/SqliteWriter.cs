using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>
/// The one connection that writes, on a thread of its own: SQLite's calls block, and a disk that stalls must not hold threads of the pool. After a failed write or
/// fsync it refuses all further work until the journal is opened again.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int BusyTimeoutMs = 5000;
    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;
    private SqliteException? failure;

    public SqliteWriter(string path)
    {
        this.path = path;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutMs / 1000 }.ToString());
        try
        {
            connection.Open();
            // FULL: a commit returns after the log is on the disk. The log is folded in every 16 MB.
            SqliteSchema.Execute(connection, $"PRAGMA busy_timeout = {BusyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000");
            SqliteSchema.Migrate(connection, path);
            statements = new SqliteStatements(connection);
        }
        catch (Exception problem)
        {
            connection.Dispose();
            if (problem is SqliteException known) throw SqliteFailures.Unavailable(path, known);
            throw;
        }

        thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        thread.Start();
    }

    /// <summary>Runs SQL on the writer's connection between two transactions; for tests that make the file small.</summary>
    public Task<int> Execute(string sql) => Enqueue(() =>
    {
        SqliteSchema.Execute(connection, sql);
        return 0;
    });

    /// <summary>A number that SQL answers on the writer's connection; for tests that look at its settings.</summary>
    public Task<long> Number(string sql) => Enqueue(() => SqliteSchema.Number(connection, sql));

    public Task<CommitVerdict[]> Commit(CommitBatch batch) => Enqueue(() => InTransaction(() =>
    {
        var verdicts = new CommitVerdict[batch.Appends.Count];
        for (var i = 0; i < verdicts.Length; i++) verdicts[i] = statements.Append(batch.Appends[i]);
        foreach (var mark in batch.Marks) statements.Mark(mark);
        foreach (var snapshot in batch.Snapshots) statements.Save(snapshot);
        return verdicts;
    }));

    public Task<StreamHead[]> TakeOver(IReadOnlyList<string> streams) => Enqueue(() => InTransaction(() => streams.Select(statements.TakeOver).ToArray()));

    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        statements.Dispose();
        connection.Dispose();
        work.Dispose();
    }

    private void Run()
    {
        while (RunNext())
        {
        }
    }

    // In a frame of its own: while the thread waits for more, nothing keeps the batch that it has written.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RunNext()
    {
        if (!work.TryTake(out var action, Timeout.Infinite)) return false;
        action();
        return true;
    }

    private Task<T> Enqueue<T>(Func<T> body)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                if (failure is { } earlier) throw new JournalUnavailableException($"{path}: read-only until it is opened again, because a write failed: {earlier.Message}", earlier);
                done.SetResult(body());
            }
            catch (SqliteException problem)
            {
                if (SqliteFailures.EndsWriting(problem)) failure = problem;
                done.SetException(SqliteFailures.Unavailable(path, problem));
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        return done.Task;
    }

    private T InTransaction<T>(Func<T> body)
    {
        statements.Begin();
        try
        {
            var result = body();
            statements.Commit();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    // SQLite has rolled back on its own after most errors; the first error is the one that counts.
    private void RollBack()
    {
        try
        {
            statements.RollBack();
        }
        catch (SqliteException)
        {
        }
    }
}
