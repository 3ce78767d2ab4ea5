namespace RiskCluster.Risk.Engine;

/// <summary>Something that runs the independent units of a piece of work, on as many workers as it has.</summary>
public interface IParallel
{
    /// <summary>How many workers there are; units see a worker number below this.</summary>
    int WorkerCount { get; }

    /// <summary>Runs every unit exactly once and returns when all are done. A unit's exception is thrown here.</summary>
    void Run(IUnitWork work);
}
