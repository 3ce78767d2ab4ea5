using Microsoft.Data.Sqlite;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>Somebody else who holds the lock of a journal's file most of the time, until disposed of: a database that is slow and loses nothing.</summary>
internal sealed class SlowDisk : IAsyncDisposable
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(1_200);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource end = new();
    private readonly Task holding;

    public SlowDisk(string file) => holding = Task.Run(() => Run(file));

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await holding;
        end.Dispose();
    }

    private async Task Run(string file)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync();
        while (!end.IsCancellationRequested)
        {
            await Say(connection, "BEGIN IMMEDIATE");
            await Task.Delay(Hold);
            await Say(connection, "ROLLBACK");
            await Task.Delay(Pause);
        }
    }

    private static async Task Say(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
