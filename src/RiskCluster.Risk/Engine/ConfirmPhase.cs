using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>The double pass over whatever the screen could not vouch for. A unit is one suspect; its state is decided here and nowhere else.</summary>
internal sealed class ConfirmPhase(MarginBook book, CollateralPlan[] collateral, DoubleNetting netting, ScreenedColumns columns) : IUnitWork
{
    private readonly MarginState[] before = new MarginState[columns.States.Length];

    public int UnitCount => columns.SuspectCount;

    public void RunUnit(int unit, int worker)
    {
        var portfolio = columns.Suspects[unit];
        before[portfolio] = columns.States[portfolio];
        columns.States[portfolio] = netting.Figure(book.LotsOf(portfolio), collateral[portfolio], worker).State;
    }

    /// <summary>True for a suspect whose state has moved in this cycle.</summary>
    public bool HasCrossed(int portfolio) => before[portfolio] != columns.States[portfolio];
}
