namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Runs the board's margin cycles on one thread of its own: at once when something has come in, and now and then to confirm that nothing has.</summary>
/// <remarks>What comes in while a cycle runs waits for the next, all of it together. A cycle that fails is counted, kept in <see cref="LastFailure"/> and tried again at the next beat.</remarks>
public sealed class BoardLoop : IDisposable
{
    private readonly RiskBoard board;
    private readonly object gate = new();
    private readonly ITimer beat;
    private readonly Thread thread;
    private bool isAwake = true;
    private bool isStopping;

    /// <summary>Starts cycling.</summary>
    /// <param name="board">Whose cycles.</param>
    /// <param name="time">The clock of the beat.</param>
    /// <param name="beatEvery">How often to look when nothing comes in, so that the age of the margins stays below; above zero.</param>
    public BoardLoop(RiskBoard board, TimeProvider time, TimeSpan beatEvery)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(beatEvery, TimeSpan.Zero);
        this.board = board;
        board.Arrived += Wake;
        beat = time.CreateTimer(_ => Wake(), null, beatEvery, beatEvery);
        thread = new(Serve) { IsBackground = true, Name = "margin cycle" };
        thread.Start();
    }

    /// <summary>Why the last failed cycle failed; null when none has.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Ends the loop after a last cycle over whatever has come in by now.</summary>
    public void Dispose()
    {
        board.Arrived -= Wake;
        beat.Dispose();
        lock (gate)
        {
            isStopping = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
    }

    private void Wake()
    {
        lock (gate)
        {
            isAwake = true;
            Monitor.Pulse(gate);
        }
    }

    private void Serve()
    {
        while (WaitForNews()) Cycle();
        Cycle();
    }

    private bool WaitForNews()
    {
        lock (gate)
        {
            while (!isAwake && !isStopping) Monitor.Wait(gate);
            isAwake = false;
            return !isStopping;
        }
    }

    private void Cycle()
    {
        try
        {
            board.RunCycle();
        }
#pragma warning disable CA1031 // Whatever a cycle dies of, the loop lives: the board begins anew, and coverage and age tell.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LastFailure = problem;
        }
    }
}
