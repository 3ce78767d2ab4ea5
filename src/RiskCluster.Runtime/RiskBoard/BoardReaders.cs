namespace RiskCluster.Runtime.RiskBoard;

/// <summary>A few readers shared by all threads that ask. A caller takes the first that is free, so that the first ones are the most up to date.</summary>
internal sealed class BoardReaders(int count) : IDisposable
{
    private readonly BoardReader[] readers = [.. Enumerable.Range(0, count).Select(_ => new BoardReader())];

    /// <summary>Runs a question on a reader; waits for one when all are busy.</summary>
    public T Ask<T>(Func<BoardReader, T> question)
    {
        using var lease = Take();
        return question(lease.Reader);
    }

    /// <summary>A reader until the lease is disposed of, on the calling thread; waits for one when all are busy.</summary>
    public Lease Take()
    {
        foreach (var reader in readers)
            if (Monitor.TryEnter(reader))
                return new(reader);
        var busy = readers[(uint)Environment.CurrentManagedThreadId % (uint)readers.Length];
        Monitor.Enter(busy);
        return new(busy);
    }

    /// <summary>Frees all arrays, once nobody asks any more.</summary>
    public void Dispose()
    {
        foreach (var reader in readers)
            lock (reader) reader.Dispose();
    }

    /// <summary>A reader that nobody else has meanwhile.</summary>
    public readonly ref struct Lease(BoardReader reader)
    {
        public BoardReader Reader => reader;

        public void Dispose() => Monitor.Exit(reader);
    }
}
