namespace RiskCluster.Runtime.RiskBoard;

/// <summary>A few readers shared by all threads that ask. A caller takes the first that is free, so that the first ones are the most up to date.</summary>
internal sealed class BoardReaders(int count) : IDisposable
{
    private readonly BoardReader[] readers = [.. Enumerable.Range(0, count).Select(_ => new BoardReader())];

    /// <summary>Runs a question on a reader; waits for one when all are busy.</summary>
    public T Ask<T>(Func<BoardReader, T> question)
    {
        foreach (var reader in readers)
        {
            if (!Monitor.TryEnter(reader)) continue;
            try
            {
                return question(reader);
            }
            finally
            {
                Monitor.Exit(reader);
            }
        }

        var busy = readers[(uint)Environment.CurrentManagedThreadId % (uint)readers.Length];
        lock (busy) return question(busy);
    }

    /// <summary>Frees all arrays, once nobody asks any more.</summary>
    public void Dispose()
    {
        foreach (var reader in readers)
            lock (reader) reader.Dispose();
    }
}
