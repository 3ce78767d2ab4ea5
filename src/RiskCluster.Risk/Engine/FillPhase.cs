namespace RiskCluster.Risk.Engine;

/// <summary>Refills the risk arrays that the last prepared snapshot moves. A unit is the arrays' own.</summary>
internal sealed class FillPhase(RiskArrays arrays) : IUnitWork
{
    public int UnitCount => arrays.UnitCount;

    public void RunUnit(int unit, int worker) => arrays.FillUnit(unit);
}
