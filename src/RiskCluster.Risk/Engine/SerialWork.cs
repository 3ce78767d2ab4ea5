namespace RiskCluster.Risk.Engine;

/// <summary>Runs units one after the other on the calling thread.</summary>
public sealed class SerialWork : IParallel
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly SerialWork Instance = new();

    private SerialWork()
    {
    }

    /// <inheritdoc/>
    public int WorkerCount => 1;

    /// <inheritdoc/>
    public void Run(IUnitWork work)
    {
        for (var unit = 0; unit < work.UnitCount; unit++) work.RunUnit(unit, 0);
    }
}
