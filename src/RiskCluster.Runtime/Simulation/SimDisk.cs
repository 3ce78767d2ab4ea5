using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>
/// The one database. What is on its way when it dies is lost, and nobody is told; requests and answers get lost, come late, or stand still for a while. Whoever hears
/// nothing is told after a time that the outcome is unknown, and the request may still arrive after that.
/// </summary>
internal sealed class SimDisk(SimLoop loop, SimFaults faults)
{
    private const double TimeoutMs = 400;
    private double stalledUntilMs;
    private int generation;

    /// <summary>What is durable.</summary>
    public IJournal Store { get; } = new MemoryJournal();

    public void Crash()
    {
        faults.Count("database crash");
        generation++;
        stalledUntilMs = loop.NowMs + loop.Between(20, 800);
    }

    public void Stall()
    {
        faults.Count("database stall");
        stalledUntilMs = Math.Max(stalledUntilMs, loop.NowMs + loop.Between(50, 1500));
    }

    /// <summary>Asks the database for something; <paramref name="operation"/> is the instant at which it becomes durable.</summary>
    /// <param name="operation">Done at once and as a whole.</param>
    /// <param name="arrived">Told when the request has reached the database, before anything is durable; null for nobody.</param>
    public Task<T> Ask<T>(Func<T> operation, Action? arrived = null)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.After(TimeoutMs, () => answer.TrySetException(new JournalUnavailableException("no answer")));
        if (faults.Fires(loop, "journal request lost", 0.004)) return answer.Task;
        var way = faults.Fires(loop, "journal request late", 0.004) ? loop.Between(0, 2 * TimeoutMs) : loop.Between(0.1, 1);
        loop.After(way, () =>
        {
            var arrivedIn = generation;
            arrived?.Invoke();
            loop.After(Math.Max(0, stalledUntilMs - loop.NowMs) + loop.Between(0.2, 4), () => Commit(operation, answer, arrivedIn));
        });
        return answer.Task;
    }

    private void Commit<T>(Func<T> operation, TaskCompletionSource<T> answer, int arrivedIn)
    {
        if (arrivedIn != generation)
        {
            faults.Count("lost tail");
            return;
        }

        Action reply;
        try
        {
            var result = operation();
            reply = () => answer.TrySetResult(result);
        }
        catch (Exception problem)
        {
            reply = () => answer.TrySetException(problem);
        }

        if (!faults.Fires(loop, "journal answer lost", 0.006)) loop.After(loop.Between(0.1, 1), reply);
    }
}
