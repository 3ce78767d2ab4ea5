namespace RiskCluster.Runtime.Simulation;

/// <summary>
/// Runs the real rules and cells on one thread, under virtual time, in a world that a seed decides: processes that die and freeze, a database that loses what was on its
/// way, a network that loses, repeats and delays, sources of which one lies. First anything may fail; then faults stop and everything must come to rest.
/// </summary>
public static class Simulator
{
    /// <summary>The history of a seed. The same seed gives the same.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="off">A guard to do without.</param>
    /// <param name="trace">Told what happens; null for nobody.</param>
    public static SimResult Run(int seed, Guard off = Guard.None, Action<string>? trace = null)
    {
        // A context that some caller has on this thread would take the continuations away from the loop.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new SimWorld(seed, off, trace).Run(seed);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
