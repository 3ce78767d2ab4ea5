namespace RiskCluster.Runtime.Simulation;

internal static class SimNow
{
    /// <summary>The result of what a journal in memory does at once.</summary>
    /// <exception cref="InvalidOperationException">It would have had to be waited for, and there is nothing in a simulation that waits.</exception>
    public static T AtOnce<T>(this ValueTask<T> task) => task.IsCompleted ? task.AsTask().GetAwaiter().GetResult() : throw new InvalidOperationException("a simulated store answers at once");

    /// <summary>Likewise.</summary>
    public static bool AtOnce(this ValueTask task)
    {
        if (!task.IsCompleted) throw new InvalidOperationException("a simulated store answers at once");
        task.AsTask().GetAwaiter().GetResult();
        return true;
    }
}
