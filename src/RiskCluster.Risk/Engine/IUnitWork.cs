namespace RiskCluster.Risk.Engine;

/// <summary>Work cut into units that write to different places, so that their order and their worker change no result.</summary>
public interface IUnitWork
{
    /// <summary>How many units there are in this run.</summary>
    int UnitCount { get; }

    /// <summary>Does one unit.</summary>
    /// <param name="unit">In [0, <see cref="UnitCount"/>).</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    void RunUnit(int unit, int worker);
}
